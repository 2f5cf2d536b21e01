import type { Series, Unit } from "./row-result";

/** What is told of a series of samples. */
export function summarize(options: { label: string; samples: readonly number[]; unit?: Unit }): Series {
  const { label, samples, unit = "ms" } = options;
  return {
    label,
    unit,
    n: samples.length,
    p50: percentile(samples, 50),
    p95: percentile(samples, 95),
    max: percentile(samples, 100),
  };
}

/** The nearest-rank percentile: always one of the samples, never a value between two. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error("there is no percentile of no samples");
  return value;
}
