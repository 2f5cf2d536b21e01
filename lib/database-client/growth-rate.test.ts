import { describe, expect, it } from "vitest";
import { GrowthRate } from "./growth-rate";

describe("GrowthRate", () => {
  it("tells when a size is reached by the last two measurements", () => {
    const rate = new GrowthRate();
    expect(rate.msUntil(100)).toBe(0);
    rate.note(1_000, 10);
    expect(rate.msUntil(100)).toBe(0);
    rate.note(1_100, 30);
    expect(rate.msUntil(100)).toBe(350);
    expect(rate.msUntil(20)).toBe(0);
    rate.note(1_200, 30);
    expect(rate.msUntil(100)).toBeNull();
    rate.note(1_300, 20);
    expect(rate.msUntil(100)).toBeNull();
  });

  it("does not mind two measurements at once", () => {
    const rate = new GrowthRate();
    rate.note(0, 10);
    rate.note(0, 20);
    rate.note(10, 30);
    expect(rate.msUntil(40)).toBe(10);
  });
});
