import type { FleetSample } from "@/lib/schemas/fleet";

/** One moment of the picture; nulls break the line. */
export interface HistoryPoint {
  /** Milliseconds since 1970. */
  at: number;
  running: number | null;
  hibernated: number | null;
  queued: number | null;
  capacity: number | null;
  memoryBytes: number | null;
  memoryTotalBytes: number | null;
}

const gapFactor = 4;

/** The samples as points, with a break where no keeper took any: a line across would claim what nobody saw. */
export function historyPoints(samples: FleetSample[]): HistoryPoint[] {
  const points = samples.map(({ at, pooled: _pooled, ...figures }) => ({ ...figures, at: Date.parse(at) }));
  const longestStepMs = gapFactor * usualStepMs(points);
  return points.flatMap((point, index): HistoryPoint[] => {
    const before = points[index - 1];
    const gap = before !== undefined && point.at - before.at > longestStepMs;
    return gap ? [unknownAt(before.at + 1), point] : [point];
  });
}

/** What the picture says, for whoever does not see it: "At most 12 of 500 places taken, nobody queued." What is now stands above it. */
export function describeRunning(samples: FleetSample[]): string {
  const last = samples.at(-1);
  if (!last) return "No samples yet. The keeper takes one every few seconds.";
  const most = Math.max(...samples.map(({ running }) => running));
  const queued = Math.max(...samples.map((sample) => sample.queued));
  const waited = queued === 0 ? "nobody queued" : `up to ${queued} in the queue`;
  return `At most ${most} of ${last.capacity} places taken, ${waited}.`;
}

function usualStepMs(points: { at: number }[]): number {
  const steps = points.slice(1).map((point, index) => point.at - (points[index]?.at ?? 0));
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

function unknownAt(at: number): HistoryPoint {
  return {
    at,
    running: null,
    hibernated: null,
    queued: null,
    capacity: null,
    memoryBytes: null,
    memoryTotalBytes: null,
  };
}
