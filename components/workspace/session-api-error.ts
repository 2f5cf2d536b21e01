import type { ErrorBody } from "@/lib/schemas/error";

const unexpectedAnswer = "Carrel did not answer as it should.";

interface SessionApiErrorDetails {
  /** HTTP's status, or null where there was no answer at all. */
  status: number | null;
  code: string;
  message: string;
  retryAfterSeconds: number | null;
}

/** A call that Carrel refused or did not answer. `message` is for the person at the page. */
export class SessionApiError extends Error {
  readonly status: number | null;
  readonly code: string;
  readonly retryAfterSeconds: number | null;

  constructor({ status, code, message, retryAfterSeconds }: SessionApiErrorDetails) {
    super(message);
    this.name = "SessionApiError";
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export async function errorOfResponse(response: Response): Promise<SessionApiError> {
  const body: ErrorBody | null = await response.json().catch(() => null);
  return new SessionApiError({
    status: response.status,
    // A proxy between here and Carrel answers with a page of its own, which has no code.
    code: body?.error?.code ?? "internal",
    message: body?.error?.message ?? unexpectedAnswer,
    retryAfterSeconds: retryAfterSeconds(response.headers.get("retry-after")),
  });
}

export function unreachable(): SessionApiError {
  const message = "Carrel could not be reached. What you typed is safe.";
  return new SessionApiError({ status: null, code: "unreachable", message, retryAfterSeconds: null });
}

/** Whatever a call threw, as something that can be shown. */
export function asSessionApiError(error: unknown): SessionApiError {
  if (error instanceof SessionApiError) return error;
  return new SessionApiError({ status: null, code: "internal", message: unexpectedAnswer, retryAfterSeconds: null });
}

/** The message, and when another try makes sense. */
export function failureWords({ message, retryAfterSeconds: seconds }: SessionApiError): string {
  if (seconds === null || seconds <= 0) return message;
  return `${message} Another try makes sense in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`;
}

function retryAfterSeconds(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}
