import { describe, expect, it } from "vitest";
import { lookAgainAfterMs } from "./look-pace";

describe("lookAgainAfterMs", () => {
  it("looks seldom where nothing grows, and less often the more containers there are", () => {
    expect(lookAgainAfterMs({ finding: "quiet", fullInMs: null }, 1)).toBe(1_000);
    expect(lookAgainAfterMs({ finding: "busy", fullInMs: null }, 1)).toBe(250);
    expect(lookAgainAfterMs({ finding: "busy", fullInMs: null }, 100)).toBe(2_000);
    expect(lookAgainAfterMs({ finding: "full", fullInMs: null }, 100)).toBe(100);
  });

  it("looks again before half of what is left is written, but never without a pause", () => {
    expect(lookAgainAfterMs({ finding: "busy", fullInMs: 10_000 }, 1)).toBe(250);
    expect(lookAgainAfterMs({ finding: "busy", fullInMs: 200 }, 1)).toBe(100);
    expect(lookAgainAfterMs({ finding: "busy", fullInMs: 0 }, 1)).toBe(25);
    expect(lookAgainAfterMs({ finding: "full", fullInMs: 0 }, 1)).toBe(25);
    expect(lookAgainAfterMs({ finding: "busy", fullInMs: 0 }, 40)).toBe(200);
  });
});
