import { describe, expect, it } from "vitest";
import { parseExposition } from "@/lib/testing/parse-exposition";
import { metricFamiliesSchema } from "./metric-families";
import { Metrics } from "./metrics";

import { renderMetrics } from "./render-metrics";

const textOf = async (...sources: Metrics[]) =>
  (await renderMetrics(await Promise.all(sources.map((source) => source.read())))).text;

describe("Metrics", () => {
  it("writes what Prometheus can read: one heading a name, no value twice, histograms complete", async () => {
    const web = new Metrics({ process: "web" });
    const keeper = new Metrics({ process: "keeper" });
    for (const metrics of [web, keeper]) {
      metrics.sessionStarted({ from: "pool", durationMs: 12 });
      metrics.dockerCall({ operation: "create", durationMs: 40, outcome: "timeout" });
      metrics.queryRan({ outcome: "sql", durationMs: 3 });
      metrics.keeperStep({ kind: "remove-container", outcome: "done" });
      metrics.claim("warm");
    }
    const families = parseExposition(await textOf(web, keeper));
    expect(families.get("carrel_pool_claims_total")?.samples).toEqual([
      { name: "carrel_pool_claims_total", labels: { kind: "warm", process: "web" }, value: 1 },
      { name: "carrel_pool_claims_total", labels: { kind: "warm", process: "keeper" }, value: 1 },
    ]);
    expect(families.get("process_resident_memory_bytes")?.samples).toHaveLength(2);
  });

  it("puts a start of 12 ms under the buckets of 20 ms and above", async () => {
    const metrics = new Metrics({ process: "web" });
    metrics.sessionStarted({ from: "cold", durationMs: 12 });
    const family = parseExposition(await textOf(metrics)).get("carrel_session_start_duration_seconds");
    const buckets = family?.samples.filter(({ name }) => name.endsWith("_bucket"));
    expect(buckets?.find(({ labels }) => labels.le === "0.01")?.value).toBe(0);
    expect(buckets?.find(({ labels }) => labels.le === "0.02")?.value).toBe(1);
    expect(family?.samples.find(({ name }) => name.endsWith("_sum"))?.value).toBeCloseTo(0.012);
  });

  it("counts only calls that did not succeed as errors of Docker's", async () => {
    const metrics = new Metrics({ process: "web" });
    metrics.dockerCall({ operation: "ping", durationMs: 1, outcome: "ok" });
    metrics.dockerCall({ operation: "ping", durationMs: 1, outcome: "unavailable" });
    const families = parseExposition(await textOf(metrics));
    expect(families.get("carrel_docker_errors_total")?.samples).toEqual([
      {
        name: "carrel_docker_errors_total",
        labels: { operation: "ping", outcome: "unavailable", process: "web" },
        value: 1,
      },
    ]);
  });

  it("keeps one composition's figures out of another's", async () => {
    const counted = new Metrics({ process: "web" });
    counted.leakFound();
    const other = parseExposition(await textOf(new Metrics({ process: "web" })));
    expect(other.get("carrel_leaks_found_total")?.samples).toMatchObject([{ value: 0 }]);
  });

  it("gives all its own metrics a name with a unit, and a help text", async () => {
    const families = parseExposition(await textOf(new Metrics({ process: "web" })));
    for (const [name, { type, help }] of families) {
      expect(help, name).not.toBe("");
      if (name.startsWith("carrel_") && type === "counter") expect(name).toMatch(/_total$/);
      if (name.startsWith("carrel_") && type === "histogram") expect(name).toMatch(/_seconds$/);
    }
  });

  it("survives the way through the database as JSON", async () => {
    const metrics = new Metrics({ process: "keeper" });
    metrics.sessionStarted({ from: "pool", durationMs: 5 });
    const travelled = metricFamiliesSchema.parse(JSON.parse(JSON.stringify(await metrics.read())));
    const { text } = await renderMetrics([travelled]);
    const family = parseExposition(text).get("carrel_session_start_duration_seconds");
    expect(family?.samples[0]).toEqual({
      name: "carrel_session_start_duration_seconds_bucket",
      labels: { le: "0.005", process: "keeper", from: "pool" },
      value: 1,
    });
  });
});
