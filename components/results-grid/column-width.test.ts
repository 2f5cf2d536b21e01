import { describe, expect, it } from "vitest";
import { columnWidths } from "@/components/results-grid/column-width";

const widthOf = (name: string, type: string, values: (string | null)[]) =>
  columnWidths({ columns: [{ name, type }], rows: values.map((value) => [value]) })[0] ?? 0;

describe("columnWidths", () => {
  it("makes room for the longest of name, type and values", () => {
    const byValue = widthOf("n", "text", ["a".repeat(20)]);
    const byName = widthOf("n".repeat(20), "text", ["a"]);
    expect(byValue).toBe(byName);
    expect(byValue).toBeGreaterThan(20 * 7);
    expect(widthOf("n", "timestamp without time zone", [])).toBeGreaterThan(150);
  });

  it("stays within bounds for tiny and for huge values", () => {
    expect(widthOf("n", "text", ["1"])).toBe(72);
    const huge = "x".repeat(10_000_000);
    const two = [
      { name: "n", type: "text" },
      { name: "m", type: "text" },
    ];
    expect(columnWidths({ columns: two, rows: [[huge, "1"]] })).toEqual([360, 72]);
    expect(widthOf("n", "text", [huge])).toBe(1_000);
  });

  it("is not decided by the one value in thirty that is much longer", () => {
    const columns = [
      { name: "n", type: "text" },
      { name: "m", type: "text" },
    ];
    const widths = (values: string[]) => columnWidths({ columns, rows: values.map((value) => [value, "1"]) });
    const usual = Array.from({ length: 29 }, () => "a".repeat(20));
    expect(widths([...usual, "a".repeat(80)])).toEqual(widths(usual));
    expect(widths(["a", "a".repeat(80)])).toEqual([360, 72]);
  });

  it("looks at rows from all over the result, because numbers that count up get longer", () => {
    const counted = Array.from({ length: 100_000 }, (_, index) => `${index + 1}.000000`);
    expect(widthOf("n", "numeric", counted)).toBe(widthOf("n", "numeric", ["100000.000000"]));
  });

  it("counts signs that are drawn double as two", () => {
    expect(widthOf("n", "text", ["漢字漢字漢字漢字"])).toBe(widthOf("n", "text", ["a".repeat(16)]));
  });
});
