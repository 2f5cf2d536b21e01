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
  // Made only for a line that is written: it takes longer than all else here.
  const openLog = () => {
    const path = new URL(request.url).pathname;
    return getServices().log.child({ requestId, method: request.method, path, sessionId });
  };
  const response = await answer().catch((error: unknown) => errorResponse(error, openLog()));
  if (response.ok && getServices().log.isLevelEnabled("debug")) {
    const durationMs = Math.round(performance.now() - startedAtMs);
    openLog().debug({ status: response.status, durationMs }, "request answered");
  }
  response.headers.set("X-Request-Id", requestId);
  return response;
}
