/** Every code that an answer of Carrel's can carry, with its HTTP status. The only such list. */
export const statusOfCode = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  session_ended: 409,
  session_failed: 409,
  too_many_sessions: 409,
  payload_too_large: 413,
  invalid_request: 422,
  statement_failed: 422,
  rate_limited: 429,
  /** Nobody reads the answer any more. */
  caller_gone: 409,
  internal: 500,
  docker_unavailable: 503,
  no_free_port: 503,
  capacity_full: 503,
  starts_refused: 503,
  template_unavailable: 503,
  grading_unavailable: 503,
  start_failed: 503,
  database_unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof statusOfCode;

interface AppErrorOptions {
  /** Words for the person at the page. What the log needs goes into `cause`. */
  publicMessage: string;
  cause?: unknown;
  details?: unknown;
  /** When trying again makes sense, in seconds; sent as Retry-After. */
  retryAfterSeconds?: number;
}

const brand = Symbol.for("carrel.AppError");

/** A failure with a place in the HTTP contract. What a student's SQL causes is a value, never one of these. */
export class AppError extends Error {
  /** Routes are bundled apart, each with a copy of this class; an error of one copy is one of every other's too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly publicMessage: string;
  readonly details: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(`${code}: ${options.publicMessage}`, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.publicMessage = options.publicMessage;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds ?? (statusOfCode[code] === 503 ? 5 : undefined);
  }
}
