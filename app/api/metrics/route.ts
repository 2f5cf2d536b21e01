import { metricsResponse } from "@/lib/http/metrics-response";

export const dynamic = "force-dynamic";

/** Prometheus's text. It stays readable while Carrel's database is away. */
export const GET = metricsResponse;
