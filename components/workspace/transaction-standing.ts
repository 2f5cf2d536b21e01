import type { QueryResponse, StatementResult } from "@/lib/schemas/query";

/** How the transaction of a console stands; "lost" says that it was open, and that its connection took it along. */
export type TransactionStanding = "idle" | "open" | "failed" | "lost";

const begins = ["BEGIN", "START TRANSACTION"];
const ends = ["COMMIT", "ROLLBACK", "PREPARE TRANSACTION"];
const alreadyInTransaction = "25001";
const noTransaction = "25P01";

/**
 * How it stands after a run. That a new connection has taken the place of the one with the open transaction nobody
 * says; it shows where PostgreSQL should have warned and did not, or the other way round.
 */
export function standingAfter(
  before: TransactionStanding,
  { results, transaction }: QueryResponse,
): TransactionStanding {
  let isOpen = before === "open" || before === "failed";
  let isLost = false;
  for (const result of results) {
    if (isOpen && showsLoss(result)) isLost = true;
    if (isConnectionLost(result)) isOpen = false;
    if (isOneOf(result, begins)) isOpen = true;
    if (isOneOf(result, ends)) isOpen = false;
  }
  if (isOpen && transaction === "idle") isLost = true;
  return transaction === "idle" && isLost ? "lost" : transaction;
}

function showsLoss(result: StatementResult): boolean {
  if (isConnectionLost(result)) return true;
  if (isOneOf(result, begins)) return !hasNotice(result, alreadyInTransaction);
  return isOneOf(result, ends) && hasNotice(result, noTransaction);
}

function isConnectionLost(result: StatementResult): boolean {
  return result.kind === "error" && result.reason === "connection";
}

function isOneOf(result: StatementResult, tags: string[]): boolean {
  return result.kind === "command" && tags.includes(result.command);
}

function hasNotice({ notices }: StatementResult, sqlState: string): boolean {
  return notices.some((notice) => notice.sqlState === sqlState);
}
