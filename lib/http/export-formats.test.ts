import { describe, expect, it } from "vitest";
import { exportFileName, formatWriters } from "./export-formats";

const columns = [
  { name: "a", type: "text" },
  { name: "a,b", type: "numeric(4,2)" },
];
const rows = [
  ["x", "1.50"],
  [null, ""],
  ['say "hi"', "two\r\nlines"],
  ["\\.", " é🐘 "],
];

describe("CSV", () => {
  const { head, rows: write, tail } = formatWriters.csv;

  it("tells NULL from an empty text, and quotes what needs it", () => {
    expect(head(columns) + write(rows.slice(0, 1), true) + write(rows.slice(1), false) + tail(4)).toBe(
      'a,"a,b"\r\nx,1.50\r\n,""\r\n"say ""hi""","two\r\nlines"\r\n"\\."," é🐘 "\r\n'.replace('" é🐘 "', " é🐘 "),
    );
  });
});

describe("JSON", () => {
  const { head, rows: write, tail } = formatWriters.json;

  it("is one document with columns, rows as arrays and their number", () => {
    const text = head(columns) + write(rows.slice(0, 2), true) + write(rows.slice(2), false) + tail(4);
    expect(JSON.parse(text)).toEqual({ columns, rows, rowCount: 4 });
    expect(JSON.parse(head([]) + tail(0))).toEqual({ columns: [], rows: [], rowCount: 0 });
  });
});

describe("exportFileName", () => {
  const at = new Date("2026-11-26T14:05:09Z");

  it.each([
    ["late-returns", "late-returns-2026-11-26-1405.csv"],
    ['../ä"b', "b-2026-11-26-1405.csv"],
    ["", "result-2026-11-26-1405.csv"],
  ])("of %j is %s", (name, file) => expect(exportFileName({ name, format: "csv", at })).toBe(file));
});
