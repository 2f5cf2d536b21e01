import { describe, expect, it } from "vitest";
import { LookBudget } from "./look-budget";

describe("LookBudget", () => {
  it("gives no more than so many a second, and none to make up for a long rest", () => {
    const budget = new LookBudget(4);
    const takenAt = (nowMs: number) => Array.from({ length: 10 }, () => budget.take(nowMs)).filter(Boolean).length;
    expect(takenAt(0)).toBe(4);
    expect(takenAt(500)).toBe(2);
    expect(takenAt(60_000)).toBe(4);
    expect(takenAt(60_100)).toBe(0);
  });
});
