import type { z } from "zod";
import { errorBodySchema } from "@/lib/schemas/error";

interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
}

/** Carrel answered, and not with 2xx. `message` is written for the person at the page. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What belongs to the code: zod's issues, for example. */
    readonly details?: unknown,
  ) {
    super(message);
    this.name = "RequestError";
  }
}

/**
 * Asks Carrel's API and parses the answer.
 * @throws RequestError where the answer is not 2xx; TypeError where there is none.
 */
export async function requestJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  options: RequestOptions = {},
): Promise<z.output<Schema>> {
  const response = await send(path, options);
  return schema.parse(await response.json());
}

/** The same for a call that answers 204. */
export async function requestNothing(path: string, options: RequestOptions): Promise<void> {
  await send(path, options);
}

/** The answer itself, for what is not JSON. @throws as requestJson does */
export async function requestResponse(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init);
  if (response.ok) return response;
  const parsed = errorBodySchema.safeParse(await response.json().catch(() => null));
  const { code, message, details } = parsed.data?.error ?? unknownError;
  throw new RequestError(response.status, code, message, details);
}

const unknownError = { code: "internal", message: "Carrel did not answer as it should.", details: undefined };

function send(path: string, { method = "GET", body, signal }: RequestOptions): Promise<Response> {
  return requestResponse(path, {
    method,
    signal,
    headers: body === undefined ? undefined : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}
