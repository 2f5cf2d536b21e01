import "server-only";
import { AggregatorRegistry, prometheusContentType } from "prom-client";
import type { MetricFamily } from "./metric-families";

export interface RenderedMetrics {
  text: string;
  contentType: string;
}

/**
 * Prometheus's text of several processes' metrics. Their values differ in the label `process`, so each stands for itself
 * under the one heading that its name may have.
 */
export async function renderMetrics(sources: MetricFamily[][]): Promise<RenderedMetrics> {
  const families = sources.map((source) => source.map((family) => ({ ...family, aggregator: "sum" })));
  return { text: await AggregatorRegistry.aggregate(families).metrics(), contentType: prometheusContentType };
}
