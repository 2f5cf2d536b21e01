import "server-only";
import { randomUUID } from "node:crypto";
import { getServices } from "@/lib/services";
import { errorResponse } from "./error-response";

interface RecordedRequest {
  request: Request;
  /** Of the path, where the request is about one session. */
  sessionId: string | string[] | undefined;
}

/**
 * Answers a request and writes a line about it. Its id is in every line and in the answer, so that what a person saw can
 * be found in the log.
 */
export async function recordRequest(
  { request, sessionId }: RecordedRequest,
  answer: () => Promise<Response>,
): Promise<Response> {
  const startedAtMs = performance.now();
  const requestId = randomUUID();
  const path = new URL(request.url).pathname;
  const log = getServices().log.child({ requestId, method: request.method, path, sessionId });
  const response = await answer().catch((error: unknown) => errorResponse(error, log));
  const durationMs = Math.round(performance.now() - startedAtMs);
  if (response.ok) log.debug({ status: response.status, durationMs }, "request answered");
  response.headers.set("X-Request-Id", requestId);
  return response;
}
