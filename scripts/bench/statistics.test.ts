import { describe, expect, it } from "vitest";
import { percentile, summarize } from "./statistics";

describe("percentile", () => {
  it("gives a sample, by the nearest rank", () => {
    const samples = [40, 10, 30, 20];
    expect(percentile(samples, 50)).toBe(20);
    expect(percentile(samples, 75)).toBe(30);
    expect(percentile(samples, 95)).toBe(40);
  });

  it("sorts by number, not by text", () => {
    expect(percentile([9, 100, 20], 100)).toBe(100);
  });

  it("leaves the samples as they were", () => {
    const samples = [3, 1, 2];
    percentile(samples, 50);
    expect(samples).toEqual([3, 1, 2]);
  });

  it("says that there is none of nothing", () => {
    expect(() => percentile([], 50)).toThrow("no samples");
  });
});

describe("summarize", () => {
  it("counts, and takes milliseconds where nothing else is said", () => {
    const samples = Array.from({ length: 40 }, (_, index) => index + 1);
    expect(summarize({ label: "start", samples })).toEqual({
      label: "start",
      unit: "ms",
      n: 40,
      p50: 20,
      p95: 38,
      max: 40,
    });
  });
});
