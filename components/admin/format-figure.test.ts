import { describe, expect, it } from "vitest";
import { countOf, formatBytes, formatDuration, formatPercent } from "./format-figure";

describe("formatBytes", () => {
  it.each([
    [0, "0 kB"],
    [512 * 1024, "512 kB"],
    [13.2 * 1024 * 1024, "13.2 MB"],
    [256 * 1024 * 1024, "256 MB"],
    [1023 * 1024 * 1024, "1.0 GB"],
    [16 * 1024 ** 3, "16.0 GB"],
    [3 * 1024 ** 4, "3.0 TB"],
  ])("writes %d as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe("formatPercent", () => {
  it("keeps a decimal where it says something", () => {
    expect([0, 0.42, 9.94, 9.96, 37.2, 150].map(formatPercent)).toEqual([
      "0.0 %",
      "0.4 %",
      "9.9 %",
      "10 %",
      "37 %",
      "150 %",
    ]);
  });
});

describe("formatDuration", () => {
  it("changes from milliseconds to seconds", () => {
    expect([12.4, 999, 999.6, 2400].map(formatDuration)).toEqual(["12 ms", "999 ms", "1.0 s", "2.4 s"]);
  });
});

describe("countOf", () => {
  it("counts one and many", () => {
    expect([countOf(1, "place"), countOf(0, "place"), countOf(2, "entry", "entries")]).toEqual([
      "1 place",
      "0 places",
      "2 entries",
    ]);
  });
});
