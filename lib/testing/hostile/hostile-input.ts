import "server-only";

/** What a hostile student sends, and what the last statement of it must come to. */
export interface HostileInput {
  name: string;
  /** Requests, one after another. */
  sql: string | string[];
  expects: Expectation;
  /** Afterwards the student asks for fresh data: too much is gone for those that follow. */
  resets?: true;
}

/** Of a result, as much as must be so. */
export type Expectation = Record<string, unknown>;

export const ended = "SELECT pg_terminate_backend(pg_backend_pid())";
export const refused: Expectation = { kind: "error", reason: "sql", sqlState: "42501" };
export const sqlError = (sqlState: string): Expectation => ({ kind: "error", reason: "sql", sqlState });
export const timedOut: Expectation = { kind: "error", reason: "timeout", sqlState: "57014" };
export const done: Expectation = { kind: "command" };
export const rows = (...values: (string | null)[][]): Expectation => ({ kind: "rows", rows: values });
