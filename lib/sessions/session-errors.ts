import "server-only";
import { AppError, type ErrorCode, statusOfCode } from "@/lib/errors/app-error";
import type { SessionRow } from "./session-row";

export function endedError(): AppError {
  return new AppError("session_ended", {
    publicMessage: "This session has ended. Start the exercise again for a fresh one.",
  });
}

export function startingError(): AppError {
  return new AppError("start_failed", { publicMessage: "Your database is still starting. Try again in a moment." });
}

/** Why the session failed, as its row tells it. */
export function failedError(row: SessionRow): AppError {
  const code: ErrorCode = isErrorCode(row.failureCode) ? row.failureCode : "session_failed";
  return new AppError(code, { publicMessage: row.failureMessage ?? "Your database did not start. Try again." });
}

function isErrorCode(code: string | null): code is ErrorCode {
  return code !== null && Object.hasOwn(statusOfCode, code);
}
