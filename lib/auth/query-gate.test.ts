import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { QueryGate } from "./query-gate";

let gate: QueryGate;

beforeEach(() => {
  vi.useFakeTimers();
  gate = new QueryGate({ perMinute: 3 });
});

afterEach(() => {
  vi.useRealTimers();
});

async function use(times: number): Promise<void> {
  for (let index = 0; index < times; index++) await gate.admit("u1");
}

describe("QueryGate", () => {
  it("admits as many queries a minute as allowed, and says when to try again after them", async () => {
    await use(3);
    await expect(gate.admit("u1")).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 60 });
  });

  it("counts down to when to try again, in whole seconds and never to none", async () => {
    await use(3);
    vi.advanceTimersByTime(45_500);
    await expect(gate.admit("u1")).rejects.toMatchObject({ retryAfterSeconds: 15 });
    vi.advanceTimersByTime(14_400);
    await expect(gate.admit("u1")).rejects.toMatchObject({ retryAfterSeconds: 1 });
  });

  it("admits again after the minute, even one who kept trying", async () => {
    await use(3);
    vi.advanceTimersByTime(59_000);
    await expect(gate.admit("u1")).rejects.toMatchObject({ code: "rate_limited" });
    vi.advanceTimersByTime(1_001);
    await use(3);
    await expect(gate.admit("u1")).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("counts each person apart", async () => {
    await use(3);
    await expect(gate.admit("u2")).resolves.toBeUndefined();
  });

  it("counts queries that come at once", async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => gate.admit("u1")));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(3);
  });
});
