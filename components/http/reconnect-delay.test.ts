import { describe, expect, it } from "vitest";
import { reconnectDelayMs } from "@/components/http/reconnect-delay";

describe("reconnectDelayMs", () => {
  it("doubles from a second and stays at thirty", () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((failures) => reconnectDelayMs(failures, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it("spreads by a quarter to both sides", () => {
    expect(reconnectDelayMs(2, 0)).toBe(1_500);
    expect(reconnectDelayMs(2, 1)).toBe(2_500);
  });
});
