import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { getServices } from "@/lib/services";

const plain = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };

/** Answers Prometheus, which reads text and signs in with a token or not at all: the JSON of the other routes is not for it. */
export async function metricsResponse(request: Request): Promise<Response> {
  const { config, fleetMetrics, log } = getServices();
  if (config.metricsToken !== null && !hasToken(request, config.metricsToken)) {
    const headers = { ...plain, "WWW-Authenticate": 'Bearer realm="Carrel metrics"' };
    return new Response("# METRICS_TOKEN is asked for as a bearer token.\n", { status: 401, headers });
  }
  try {
    const { text, contentType } = await fleetMetrics.render();
    return new Response(text, { headers: { ...plain, "Content-Type": contentType } });
  } catch (error) {
    log.error({ err: error }, "the metrics could not be read");
    return new Response("# The metrics cannot be read at the moment.\n", { status: 503, headers: plain });
  }
}

/** In a time that tells nothing of the token: the hashes are equally long, whatever was sent. */
function hasToken(request: Request, token: string): boolean {
  const sent = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  return timingSafeEqual(hashOf(sent), hashOf(token));
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
