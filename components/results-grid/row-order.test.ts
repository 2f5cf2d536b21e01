import { describe, expect, it } from "vitest";
import { nextSort, rowOrder } from "@/components/results-grid/row-order";

function orderOf(type: string, values: (string | null)[], direction: "ascending" | "descending" = "ascending") {
  const rows = values.map((value) => [value]);
  return rowOrder({ columns: [{ name: "a", type }], rows, sort: { column: 0, direction }, filter: "" });
}

describe("the order of rows on the page", () => {
  it("is PostgreSQL's own until somebody asks for another", () => {
    expect(rowOrder({ columns: [], rows: [["b"], ["a"]], sort: null, filter: "" })).toBeNull();
  });

  it("goes by value where the column holds numbers, by text elsewhere", () => {
    expect(orderOf("integer", ["10", "9", "-1"])).toEqual([2, 1, 0]);
    expect(orderOf("text", ["10", "9", "-1"])).toEqual([2, 0, 1]);
    expect(orderOf("money", ["$1,000.00", "-$3.00", "$20.00"])).toEqual([1, 2, 0]);
  });

  it("tells numbers apart that are too large for JavaScript, and has NaN and Infinity in their places", () => {
    expect(orderOf("bigint", ["9007199254740993", "9007199254740992"])).toEqual([1, 0]);
    expect(orderOf("double precision", ["NaN", "Infinity", "1", "-Infinity"])).toEqual([3, 2, 1, 0]);
  });

  it("has NULL last, and first the other way round; equal rows stay in PostgreSQL's order", () => {
    expect(orderOf("text", [null, "b", "", "b"])).toEqual([2, 1, 3, 0]);
    expect(orderOf("text", [null, "b", "", "b"], "descending")).toEqual([0, 1, 3, 2]);
  });

  it("leaves out the rows without the text that is looked for", () => {
    const rows = [
      ["Ada", "1"],
      [null, "2"],
      ["grada", null],
    ];
    const columns = ["a", "b"].map((name) => ({ name, type: "text" }));
    expect(rowOrder({ columns, rows, sort: null, filter: "ADA" })).toEqual([0, 2]);
  });
});

it("sorts a column up, down, and not at all", () => {
  const up = nextSort(null, 1);
  const down = nextSort(up, 1);
  expect([up, down, nextSort(down, 1)]).toEqual([
    { column: 1, direction: "ascending" },
    { column: 1, direction: "descending" },
    null,
  ]);
  expect(nextSort(down, 0)).toEqual({ column: 0, direction: "ascending" });
});
