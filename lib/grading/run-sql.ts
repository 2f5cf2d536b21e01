import "server-only";
import type { Console, RunLimits } from "@/lib/database-client/console";
import type { ErrorResult, QueryResponse, StatementResult } from "@/lib/schemas/query";
import type { ResultTable } from "./comparison-columns";

export interface GradeLimits extends RunLimits {
  /** What all statements of one answer may take together. */
  totalMs: number;
}

/** Runs SQL until its end or until its time is over; each statement has a limit of its own besides. */
export async function runSql(console: Console, sql: string, limits: GradeLimits): Promise<QueryResponse> {
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    void console.close();
  }, limits.totalMs);
  try {
    const response = await console.run(sql, limits);
    return isOver ? { ...response, results: response.results.map(timedOut(limits.totalMs)) } : response;
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(totalMs: number): (result: StatementResult) => StatementResult {
  const message = `Your answer was stopped after ${totalMs / 1000} seconds.`;
  return (result) =>
    result.kind === "error" ? { ...result, reason: "timeout", sqlState: "57014", message, hint: undefined } : result;
}

/** The last result with rows. */
export function lastTable({ results }: QueryResponse): ResultTable | null {
  const found = results.findLast((result) => result.kind === "rows");
  return found?.kind === "rows" ? { columns: found.columns, rows: found.rows } : null;
}

export function isTruncated({ results }: QueryResponse): boolean {
  return results.some((result) => result.kind === "rows" && result.truncated);
}

/** The first error ends a run, so it is the last result. */
export function errorOf({ results }: QueryResponse): ErrorResult | null {
  const last = results.at(-1);
  return last?.kind === "error" ? last : null;
}

/** Runs one of Carrel's own questions. @throws Error where PostgreSQL refuses it */
export async function askConsole(console: Console, sql: string, limits: RunLimits): Promise<ResultTable> {
  const response = await console.run(sql, limits);
  const error = errorOf(response);
  if (error) throw new Error(`a question of Carrel's own failed: ${error.message}`);
  return lastTable(response) ?? { columns: [], rows: [] };
}
