import type { ReactNode } from "react";
import type { ConsoleName } from "@/lib/schemas/query";

/** The parts of one console, which the wide and the narrow layout place differently. */
export interface ConsoleParts {
  name: ConsoleName;
  editor: ReactNode;
  results: ReactNode;
  /** How the open transaction stands; draws nothing where none is. */
  transaction: ReactNode;
  /** For whom it waits, and what it holds. */
  doings: ReactNode;
  /** PostgreSQL's process, which its words about a deadlock name; null where nobody has asked. */
  pid: number | null;
  /** What it does in a word; null where there is nothing to say. */
  badge: string | null;
  /** Null for the one that stays. */
  onClose: (() => void) | null;
}

/** The parts of the workspace. */
export interface WorkspaceParts {
  task: ReactNode;
  /** What is in the database. */
  tables: ReactNode;
  /** One, or two beside each other. */
  consoles: ConsoleParts[];
  /** The console that was used last. */
  active: ConsoleName;
  onActivate: (name: ConsoleName) => void;
  bar: ReactNode;
}
