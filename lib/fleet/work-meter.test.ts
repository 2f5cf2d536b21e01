import { describe, expect, it } from "vitest";
import { WorkMeter } from "./work-meter";

const milliseconds = 1_000_000;

describe("WorkMeter", () => {
  const meterOf = (...readings: (number | null | Error)[]) =>
    new WorkMeter({
      readStats: async () => {
        const next = readings.shift() ?? null;
        if (next instanceof Error) throw next;
        return next === null ? null : { cpuNanoseconds: next * milliseconds };
      },
    });

  it("says that one rests which did no more than start and answer", async () => {
    const meter = meterOf(120, 180);
    expect(await meter.hasRested()).toBe(true);
    expect(await meter.hasRested()).toBe(true);
  });

  it("adds up small pieces until somebody looked", async () => {
    const meter = meterOf(120, 250, 350, 400, 640, 660);
    expect([await meter.hasRested(), await meter.hasRested(), await meter.hasRested()]).toEqual([true, true, false]);
    meter.noteLook();
    expect([await meter.hasRested(), await meter.hasRested(), await meter.hasRested()]).toEqual([true, true, false]);
  });

  it("lets somebody look into one that was started again, and where Docker does not say", async () => {
    const meter = meterOf(500, 100, null, new Error("no answer"));
    expect(await meter.hasRested()).toBe(false);
    meter.noteLook();
    expect(await meter.hasRested()).toBe(false);
    expect(await meter.hasRested()).toBe(false);
    expect(await meter.hasRested()).toBe(false);
  });
});
