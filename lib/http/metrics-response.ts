import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import { getServices } from "@/lib/services";
import { errorResponse } from "./error-response";

/** Answers Prometheus, which reads text and signs in with a token or not at all. What goes wrong is told as everywhere. */
export async function metricsResponse(request: Request): Promise<Response> {
  const { config, fleetMetrics, log } = getServices();
  if (config.metricsToken !== null && !hasToken(request, config.metricsToken)) {
    const publicMessage = "METRICS_TOKEN is asked for as a bearer token.";
    const refused = errorResponse(new AppError("unauthenticated", { publicMessage }), log);
    refused.headers.set("WWW-Authenticate", 'Bearer realm="Carrel metrics"');
    return refused;
  }
  try {
    const { text, contentType } = await fleetMetrics.render();
    return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
  } catch (error) {
    return errorResponse(error, log);
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
