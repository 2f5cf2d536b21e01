import { describe, expect, it } from "vitest";
import { benchmarksDocument, isOfSameMachine } from "./benchmarks-document";
import type { RowName, RowResult } from "./row-result";

const machine = { CPU: "One, 2 cores", Memory: "24 GiB" };

function resultOf(row: RowName, p50: number): RowResult {
  return {
    row,
    title: `The row ${row}`,
    method: ["Like this."],
    goals: [{ label: "p50", unit: "ms", actual: p50, atMost: 20 }],
    series: [{ label: "start", unit: "ms", n: 40, p50, p95: p50 * 2, max: p50 * 3 }],
    parts: [],
    notes: [],
  };
}

function documentOf(results: RowResult[], before: string | null = null, stamp = "Measured today."): string {
  return benchmarksDocument({ machine, stamp, results, before });
}

describe("benchmarksDocument", () => {
  it("says for each goal what was measured and whether it is met", () => {
    const text = documentOf([resultOf("start", 12.34), resultOf("query", 20.5)]);
    expect(text).toContain("| [start](#start) | p50 | 12.3 ms | ≤ 20 ms | yes |");
    expect(text).toContain("| [query](#query) | p50 | 20.5 ms | ≤ 20 ms | **no** |");
    expect(text).toContain("| start | 40 | 12.3 ms | 24.7 ms | 37.0 ms |");
  });

  it("says of the other rows that they were not measured", () => {
    const text = documentOf([resultOf("start", 1)]);
    expect(text).toContain("| density | | not measured yet | | – |");
    expect(text.match(/^\| submission \|/gm)).toHaveLength(1);
  });

  it("keeps the rows of the document before that were not measured now", () => {
    const before = documentOf(
      [resultOf("start", 11), resultOf("class", 12), resultOf("query", 13)],
      null,
      "Yesterday.",
    );
    const text = documentOf([resultOf("class", 14)], before, "Today.");
    expect(text).toContain("| [start](#start) | p50 | 11.0 ms |");
    expect(text).toContain("The row start. Yesterday.");
    expect(text).toContain("The row class. Today.");
    expect(text).not.toContain("12.0 ms");
    expect(text.match(/^## query$/gm)).toHaveLength(1);
  });

  it("keeps what was written by hand under the remarks", () => {
    const before = documentOf([resultOf("start", 11)]).replace("None yet.", "A start waits for Docker's rename.");
    expect(documentOf([resultOf("start", 12)], before)).toContain("## Remarks\n\nA start waits for Docker's rename.\n");
  });

  it("is the same when the same is measured again", () => {
    const before = documentOf([resultOf("start", 11), resultOf("class-cold", 12)]);
    expect(documentOf([resultOf("start", 11)], before)).toBe(before);
  });
});

describe("isOfSameMachine", () => {
  it("tells machines apart", () => {
    const text = documentOf([resultOf("start", 11)]);
    expect(isOfSameMachine(text, machine)).toBe(true);
    expect(isOfSameMachine(text, { ...machine, Memory: "8 GiB" })).toBe(false);
  });
});
