import { describe, expect, it } from "vitest";
import { slopePerHour } from "./least-squares";

describe("slopePerHour", () => {
  const line = (process: number, from: number, perSecond: number, beginning: number) =>
    Array.from({ length: 10 }, (_, index) => ({
      process,
      seconds: from + index,
      value: beginning + perSecond * index,
    }));

  it("gives the growth of one process", () => {
    expect(slopePerHour(line(1, 0, 2, 50))).toBeCloseTo(7_200);
  });

  it("does not take a new process's smaller beginning for a shrinking", () => {
    expect(slopePerHour([...line(1, 0, 1, 500), ...line(2, 100, 1, 100)])).toBeCloseTo(3_600);
  });

  it("tells nothing from a single look, or from none", () => {
    expect(slopePerHour([{ process: 1, seconds: 1, value: 1 }])).toBeNull();
    expect(slopePerHour([])).toBeNull();
  });
});
