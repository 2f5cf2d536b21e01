/*
 * What helps with an exercise, as far as a student may see it by now. Carrel makes it from typed rows, and the page takes it as
 * it is.
 */

interface Hints {
  /** Those that are open: one more after each try that was not right. */
  hints: string[];
  /** How many there are in all. */
  hintCount: number;
}

/** While it is not solved there is no solution in the type, so that none can be sent. */
interface UnsolvedHelp extends Hints {
  isSolved: false;
}

export interface SolvedHelp extends Hints {
  isSolved: true;
  solutionSql: string;
  /** A word on the solution. */
  why: string | null;
}

export type ExerciseHelp = UnsolvedHelp | SolvedHelp;
