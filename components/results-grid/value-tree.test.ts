import { describe, expect, it } from "vitest";
import { type ValueTree, valueTree } from "@/components/results-grid/value-tree";

/** A tree in short: scalars as their text, lists as their entries. */
function short(tree: ValueTree | null): unknown {
  if (tree === null || tree.kind === "scalar") return tree?.text ?? null;
  return tree.items.map(({ key, value }) => [key, short(value)]);
}

describe("the inside of a value", () => {
  it("keeps JSON's digits, and keys that are there twice", () => {
    expect(short(valueTree("json", '{"a": 12345678901234567890.50, "a": [true, null, "x\\"\\u00e9"]}'))).toEqual([
      ["a", "12345678901234567890.50"],
      [
        "a",
        [
          ["0", "true"],
          ["1", "null"],
          ["2", 'x"é'],
        ],
      ],
    ]);
  });

  it("is an array's elements, counted as PostgreSQL counts them", () => {
    expect(short(valueTree("text[]", '{a,NULL,"NULL","b, \\"c\\"",""}'))).toEqual([
      ["1", "a"],
      ["2", "NULL"],
      ["3", "NULL"],
      ["4", 'b, "c"'],
      ["5", ""],
    ]);
    expect(short(valueTree("integer[]", "[0:1]={{1,2},{3,4}}"))).toEqual([
      [
        "0",
        [
          ["1", "1"],
          ["2", "2"],
        ],
      ],
      [
        "1",
        [
          ["1", "3"],
          ["2", "4"],
        ],
      ],
    ]);
    expect(short(valueTree("box[]", "{(1,1),(0,0);(2,2),(1,1)}"))).not.toBeUndefined();
  });

  it("is nothing for other types, scalars, empty lists, and what does not read", () => {
    expect(valueTree("text", '{"a": 1}')).toBeNull();
    expect(valueTree("jsonb", "12")).toBeNull();
    expect(valueTree("jsonb", "{}")).toBeNull();
    expect(valueTree("json", '{"a": ')).toBeNull();
    expect(valueTree("json", "[".repeat(10_000))).toBeNull();
  });
});
