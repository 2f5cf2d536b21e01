import "server-only";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import { type ConsoleSettings, type GradeConsole, openGradeConsole } from "./grade-console";
import type { GradeDatabase } from "./grade-database";
import type { Grader } from "./grader";
import type { GradeLimits } from "./run-sql";

export interface ObserveRequest {
  grader: Grader;
  set: number;
  kind: ExerciseKind;
  sql: string;
  check: CheckRules;
  /** Of tables that still have these checksums no rows are read; null where nobody needs rows. */
  untouched?: ReadonlyMap<string, string> | null;
  /** For the publish gate: the same rows in another order, and other ways of computing. */
  variation?: { isShuffled?: boolean; settings?: Record<string, string> };
}

/** The run, and what is needed to look at what it left. */
export interface Scene extends ObserveRequest {
  database: GradeDatabase;
  limits: GradeLimits;
}

/** Opens a connection, and closes it however its use ended. */
export async function withConsole<T>(
  settings: ConsoleSettings,
  use: (console: GradeConsole) => Promise<T>,
): Promise<T> {
  const one = await openGradeConsole(settings);
  try {
    return await use(one);
  } finally {
    await one.console.close();
  }
}
