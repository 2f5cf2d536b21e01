import type { ReactNode } from "react";

/** The parts of the workspace, which the wide and the narrow layout place differently. */
export interface WorkspaceParts {
  task: ReactNode;
  /** What is in the database. */
  tables: ReactNode;
  editor: ReactNode;
  results: ReactNode;
  /** How the open transaction stands; draws nothing where none is. */
  transaction: ReactNode;
  bar: ReactNode;
}
