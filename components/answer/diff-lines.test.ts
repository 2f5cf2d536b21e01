import { expect, it } from "vitest";
import { diffLines, restWords } from "@/components/answer/diff-lines";
import type { RowDifference } from "@/lib/schemas/submission";

const difference: RowDifference = {
  table: null,
  columns: [
    { name: "name", type: "text" },
    { name: "born", type: "integer" },
  ],
  extra: [["Ada", "1815"]],
  extraCount: 18,
  missing: [["Eve", null]],
  missingCount: 1,
  changed: [{ actual: ["Bob", "1900"], expected: ["Bob", null], cells: [1] }],
  changedCount: 3,
};

it("puts changed rows, rows too many and missing rows under each other, with what changed cells should hold", () => {
  expect(diffLines(difference)).toEqual([
    { kind: "changed", cells: [{ value: "Bob" }, { value: "1900", wanted: null }] },
    { kind: "extra", cells: [{ value: "Ada" }, { value: "1815" }] },
    { kind: "missing", cells: [{ value: "Eve" }, { value: null }] },
  ]);
});

it("says what the lists leave out", () => {
  expect(restWords(difference)).toBe("Not shown: 2 more changed, 17 more too many.");
  expect(restWords({ ...difference, extraCount: 1, changedCount: 1 })).toBeNull();
});
