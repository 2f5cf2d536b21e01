const units = ["kB", "MB", "GB", "TB"] as const;

/** "13.2 MB", "5.0 GB": three figures at the most, in steps of 1024 as memory is sold. */
export function formatBytes(bytes: number): string {
  let value = bytes / 1024;
  let unit: (typeof units)[number] = "kB";
  for (const next of units.slice(1)) {
    if (value < 999.5) break;
    value /= 1024;
    unit = next;
  }
  return `${value < 99.95 && unit !== "kB" ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** "0.4 %", "37 %", "150 %" of one processor. */
export function formatPercent(percent: number): string {
  return `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** "840 ms", "2.4 s". */
export function formatDuration(durationMs: number): string {
  return durationMs < 999.5 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}

/** "1 place", "3 places". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
