import "server-only";
import { AppError, type ErrorCode, statusOfCode } from "@/lib/errors/app-error";
import type { ErrorResult } from "@/lib/schemas/query";
import type { SessionRow } from "./session-row";

export function endedError(): AppError {
  return new AppError("session_ended", {
    publicMessage: "This session has ended. Start the exercise again for a fresh one.",
  });
}

/** A container that somebody removed takes what was in it along. */
export function dataLost(): AppError {
  return new AppError("session_failed", {
    publicMessage: "Your database was removed from outside, and what was in it is lost. Start again with fresh data.",
  });
}

export function startingError(): AppError {
  return new AppError("start_failed", { publicMessage: "Your database is still starting. Try again in a moment." });
}

export function queuedError(): AppError {
  return new AppError("capacity_full", {
    publicMessage: "Every desk is taken, and yours is still in the queue. Try again in a little while.",
    retryAfterSeconds: 15,
  });
}

/** Whoever asked went away before it was their turn; what they asked for is not done. */
export function callerGone(): AppError {
  return new AppError("caller_gone", { publicMessage: "Stopped before it began: nothing was run." });
}

export function notExportable(publicMessage: string): AppError {
  return new AppError("statement_failed", { publicMessage });
}

/** PostgreSQL's words; the rest of what it said is in the details, as a query's answer has it. */
export function statementFailed(result: ErrorResult): AppError {
  return new AppError("statement_failed", { publicMessage: result.message, details: result });
}

/** Why the session failed, as its row tells it. */
export function failedError(row: SessionRow): AppError {
  const code: ErrorCode = isErrorCode(row.failureCode) ? row.failureCode : "session_failed";
  return new AppError(code, { publicMessage: row.failureMessage ?? "Your database did not start. Try again." });
}

function isErrorCode(code: string | null): code is ErrorCode {
  return code !== null && Object.hasOwn(statusOfCode, code);
}
