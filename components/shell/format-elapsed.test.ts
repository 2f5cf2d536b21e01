import { describe, expect, it } from "vitest";
import { formatElapsed } from "./format-elapsed";

const minuteMs = 60_000;

describe("formatElapsed", () => {
  it.each([
    [-5_000, "under 1 min"],
    [59_999, "under 1 min"],
    [minuteMs, "1 min"],
    [59 * minuteMs + 59_999, "59 min"],
    [125 * minuteMs, "2 h 05 min"],
    [24 * 60 * minuteMs, "1 day"],
    [50 * 60 * minuteMs, "2 days"],
  ])("tells %d ms as %s", (elapsedMs, words) => expect(formatElapsed(elapsedMs)).toBe(words));
});
