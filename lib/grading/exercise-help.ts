import "server-only";
import type { ExerciseHelp } from "@/lib/schemas/exercise-help";

/** All that could help, and how far a student is: for the server's eyes. */
export interface HelpSource {
  hints: string[];
  why: string | null;
  solutionSql: string;
  /** Answers that were not right. */
  failedTries: number;
  isSolved: boolean;
}

/** What a student may see of it by now: a hint for each try that was not right, everything once it is solved. */
export function helpFor({ hints, why, solutionSql, failedTries, isSolved }: HelpSource): ExerciseHelp {
  const hintCount = hints.length;
  if (isSolved) return { isSolved, hints, hintCount, solutionSql, why };
  return { isSolved, hints: hints.slice(0, failedTries), hintCount };
}
