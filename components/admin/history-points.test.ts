import { describe, expect, it } from "vitest";
import type { FleetSample } from "@/lib/schemas/fleet";
import { describeRunning, historyPoints } from "./history-points";

const start = Date.parse("2025-01-01T10:00:00Z");

function sampleAt(seconds: number, figures: Partial<FleetSample> = {}): FleetSample {
  const at = new Date(start + seconds * 1000).toISOString();
  const nothing = { running: 0, hibernated: 0, queued: 0, pooled: 0, memoryBytes: null, memoryTotalBytes: null };
  return { at, capacity: 500, ...nothing, ...figures };
}

describe("historyPoints", () => {
  it("breaks the line where no samples were taken for a while", () => {
    const points = historyPoints([0, 10, 20, 300, 310].map((at) => sampleAt(at, { running: 7 })));
    expect(points.map(({ running }) => running)).toEqual([7, 7, 7, null, 7, 7]);
    expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it("draws what there is of one sample, and nothing of none", () => {
    expect(historyPoints([sampleAt(0)])).toHaveLength(1);
    expect(historyPoints([])).toEqual([]);
  });
});

describe("describeRunning", () => {
  it("says the highest of the time shown", () => {
    const samples = [sampleAt(0, { running: 31, queued: 2 }), sampleAt(10, { running: 3 })];
    expect(describeRunning(samples)).toBe("At most 31 of 500 places taken, up to 2 in the queue.");
    expect(describeRunning([sampleAt(0)])).toContain("nobody queued");
    expect(describeRunning([])).toContain("No samples yet");
  });
});
