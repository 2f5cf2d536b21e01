import type { Plan } from "./plan";

/*
 * A right answer beside the reference. Carrel makes it from typed rows, and the page takes it as it is; for students only once
 * their answer is right.
 */

export interface ComparedSql {
  sql: string;
  /** How PostgreSQL ran its last statement; null where there is no plan of it. */
  plan: Plan | null;
}

export interface SolutionComparison {
  own: ComparedSql;
  reference: ComparedSql;
}
