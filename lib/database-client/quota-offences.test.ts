import { describe, expect, it } from "vitest";
import { QuotaOffences } from "./quota-offences";

const minute = 60_000;

describe("QuotaOffences", () => {
  const stopped = (...stops: [atMs: number, dataBytes: number][]) => {
    const offences = new QuotaOffences();
    for (const stop of stops) offences.add(...stop);
    return offences;
  };

  it("sees that stopping is of no use when a whole quota was committed since the first of three times", () => {
    expect(stopped([0, 100], [1, 150], [2, 190]).isOverflowing(3, { dataBytes: 201, quotaBytes: 100 })).toBe(true);
    expect(stopped([0, 100], [1, 150], [2, 190]).isOverflowing(3, { dataBytes: 200, quotaBytes: 100 })).toBe(false);
    expect(stopped([0, 100], [1, 300]).isOverflowing(2, { dataBytes: 400, quotaBytes: 100 })).toBe(false);
  });

  it("forgets what lies minutes back, and everything when there is room", () => {
    const offences = stopped([0, 100], [4 * minute, 200], [5 * minute, 290]);
    expect(offences.isOverflowing(5 * minute, { dataBytes: 300, quotaBytes: 100 })).toBe(true);
    expect(offences.isOverflowing(6 * minute, { dataBytes: 500, quotaBytes: 100 })).toBe(false);
    offences.add(6 * minute, 400);
    expect(offences.isOverflowing(6 * minute, { dataBytes: 500, quotaBytes: 100 })).toBe(true);
    offences.forget();
    expect(offences.isOverflowing(6 * minute, { dataBytes: 500, quotaBytes: 100 })).toBe(false);
  });
});
