import "server-only";
import { isDatabaseAway } from "@/lib/db/is-database-away";
import { AppError, statusOfCode } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import type { ErrorBody } from "@/lib/schemas/error";

/** Turns whatever a route threw into the contract's answer, and logs it. */
export function errorResponse(error: unknown, log: Log): Response {
  const known = toLoggedError(error, log);
  const status = statusOfCode[known.code];
  const body: ErrorBody = { error: { code: known.code, message: known.publicMessage } };
  if (known.details !== undefined) body.error.details = known.details;
  const headers = known.retryAfterSeconds ? { "Retry-After": String(known.retryAfterSeconds) } : undefined;
  return Response.json(body, { status, headers });
}

/** What the contract calls an error, for whoever has sent the status already. Logs it: the one place that does. */
export function toLoggedError(error: unknown, log: Log): AppError {
  const known = toAppError(error);
  const status = statusOfCode[known.code];
  if (status >= 500) log.error({ err: known, status }, "request failed");
  else log.debug({ err: known, status }, "request refused");
  return known;
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) {
    return new AppError("database_unavailable", {
      publicMessage: "Carrel's own database does not answer. Nothing is lost; try again in a moment.",
      cause: error,
    });
  }
  return new AppError("internal", {
    publicMessage: "Something went wrong on our side. It has been noted.",
    cause: error,
  });
}
