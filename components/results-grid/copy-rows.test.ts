import { describe, expect, it } from "vitest";
import { copyRows } from "@/components/results-grid/copy-rows";

const columns = [
  { name: "id", type: "integer" },
  { name: "Full name", type: "text" },
  { name: "late", type: "boolean" },
];
const rows = [
  ["1", "Ada | O'Hara\nLovelace", "t"],
  ["2", null, "f"],
  ["3", "", null],
];
const copied = { columns, rows, statement: 'SELECT * FROM "Old".member m WHERE true' };

describe("rows that are copied", () => {
  it("are cells of a spreadsheet", () => {
    expect(copyRows("tsv", copied)).toBe('id\tFull name\tlate\n1\t"Ada | O\'Hara\nLovelace"\tt\n2\t\tf\n3\t\t');
  });

  it("are a table in Markdown", () => {
    expect(copyRows("markdown", copied).split("\n")).toEqual([
      "| id | Full name | late |",
      "| --: | --- | --- |",
      "| 1 | Ada \\| O'Hara<br>Lovelace | t |",
      "| 2 | NULL | f |",
      "| 3 |  | NULL |",
    ]);
  });

  it("are an INSERT that gives the same rows", () => {
    expect(copyRows("insert", copied)).toBe(
      'INSERT INTO "Old".member (id, "Full name", late) VALUES\n' +
        "  (1, 'Ada | O''Hara\nLovelace', true),\n  (2, NULL, false),\n  (3, '', NULL);",
    );
    const infinite = { columns: [{ name: "x", type: "numeric(4,2)" }], rows: [["NaN"]], statement: "VALUES (1)" };
    expect(copyRows("insert", infinite)).toBe("INSERT INTO my_table (x) VALUES\n  ('NaN');");
  });
});
