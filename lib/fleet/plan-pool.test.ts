import { describe, expect, it } from "vitest";
import { planPool } from "./plan-pool";

const demand = (templateKey: string, pooled: number, recentStarts = 0) => ({ templateKey, pooled, recentStarts });

describe("planPool", () => {
  it("keeps the floor for every template, however seldom it is asked for", () => {
    const limits = { floor: 2, ceiling: 10 };
    expect(planPool({ demand: [demand("a", 0), demand("b", 1), demand("c", 2)], limits })).toEqual(["a", "a", "b"]);
  });

  it("keeps more for what was asked for lately", () => {
    expect(planPool({ demand: [demand("a", 1, 8)], limits: { floor: 1, ceiling: 10 } })).toEqual(["a", "a"]);
  });

  it("never goes beyond the ceiling, and serves the most wanted first", () => {
    const facts = { demand: [demand("busy", 1, 40), demand("quiet", 0)], limits: { floor: 1, ceiling: 3 } };
    expect(planPool(facts)).toEqual(["busy", "busy"]);
    expect(planPool({ demand: [demand("a", 5)], limits: { floor: 1, ceiling: 3 } })).toEqual([]);
  });

  it("is off with a floor of none", () => {
    expect(planPool({ demand: [demand("a", 0, 40)], limits: { floor: 0, ceiling: 3 } })).toEqual([]);
  });
});
