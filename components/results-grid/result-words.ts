import type { ErrorResult, QueryResponse, RowsResult, StatementResult, TransactionState } from "@/lib/schemas/query";

const numbers = new Intl.NumberFormat("en");

export function formatCount(count: number): string {
  return numbers.format(count);
}

export function formatDuration(durationMs: number): string {
  if (durationMs < 10) return `${Number(durationMs.toFixed(1))} ms`;
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1_000).toFixed(2)} s`;
  return `${Math.floor(durationMs / 60_000)} min ${Math.floor((durationMs % 60_000) / 1_000)} s`;
}

const errorTitles: Record<ErrorResult["reason"], string> = {
  sql: "Failed",
  timeout: "Stopped",
  cancelled: "Stopped",
  limit: "Failed",
  connection: "Failed",
};

/** "SELECT 18 · 3 ms": PostgreSQL's own tag, where it gave one. */
export function resultTitle(result: StatementResult): string {
  const tag = result.kind === "error" ? errorTitles[result.reason] : result.command;
  return [tag, formatDuration(result.durationMs)].filter((part) => part !== "").join(" · ");
}

export function truncationWords({ rows }: Pick<RowsResult, "rows">): string {
  return `The first ${formatCount(rows.length)} rows. There are more.`;
}

const explanations: Record<ErrorResult["reason"], string | null> = {
  sql: null,
  timeout: "What this statement had changed was undone; what was committed before it stands.",
  cancelled: "What this statement had changed was undone; what was committed before it stands.",
  limit: "This statement changed nothing; what was committed before it stands.",
  connection: "The next run connects again.",
};

/** A sentence beneath the message, for what PostgreSQL's own words do not tell. */
export function errorExplanation(reason: ErrorResult["reason"]): string | null {
  return explanations[reason];
}

const transactionWords: Record<TransactionState, string | null> = {
  idle: null,
  open: "BEGIN is open: COMMIT keeps your changes, ROLLBACK undoes them.",
  failed: "This transaction failed: ROLLBACK to go on.",
};

/** What a screen reader says when a run is over. */
export function announceResponse({ results, durationMs, transaction }: QueryResponse): string {
  const last = results.at(-1);
  if (last === undefined) return "There was no statement to run.";
  const count = results.length > 1 ? `${results.length} statements.` : null;
  const time = last.kind === "error" ? null : `${formatDuration(durationMs)}.`;
  const sentences = [count, announceResult(last), time, transactionWords[transaction]];
  return sentences.filter((sentence) => sentence !== null).join(" ");
}

function announceResult(result: StatementResult): string {
  if (result.kind === "error") return `Error: ${result.message.replace(/\.?$/, ".")}`;
  if (result.kind === "command") return `${result.command}.`;
  const rows = `${formatCount(result.rows.length)} ${result.rows.length === 1 ? "row" : "rows"}`;
  return result.truncated ? `The first ${rows}, there are more.` : `${rows}.`;
}
