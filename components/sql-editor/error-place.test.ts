import { describe, expect, it } from "vitest";
import { findErrorPlace, utf16Offset } from "@/components/sql-editor/error-place";

const sent = (sql: string, place = { offset: 0, firstLine: 1 }) => ({ sql, ...place });

describe("utf16Offset", () => {
  it("is the position less one where every character is one unit", () => {
    expect(utf16Offset("select x", 8)).toBe(7);
  });

  it("counts a character outside the basic plane as the two units that the editor sees", () => {
    const sql = "select '😀🎉', x";
    expect(sql.slice(utf16Offset(sql, 14))).toBe("x");
  });

  it("counts a combining mark as a character of its own, as PostgreSQL does", () => {
    const sql = "select 'e\u0301', x";
    expect(sql.slice(utf16Offset(sql, 14))).toBe("x");
  });

  it("never leaves the text", () => {
    expect(utf16Offset("a", 99)).toBe(1);
    expect(utf16Offset("a", 0)).toBe(0);
  });
});

describe("findErrorPlace", () => {
  it("covers the whole word that PostgreSQL points at", () => {
    expect(findErrorPlace(sent("select nmae from member"), 8)).toEqual({ from: 7, to: 11, line: 1, column: 8 });
  });

  it("covers a quoted name with its quotes", () => {
    expect(findErrorPlace(sent('select "Na me" from t'), 8)).toMatchObject({ from: 7, to: 14 });
  });

  it("counts lines from the editor's first line, for a selection too", () => {
    const place = findErrorPlace(sent("select 1,\n  nmae", { offset: 40, firstLine: 5 }), 13);
    expect(place).toMatchObject({ line: 6, column: 3 });
  });

  it("marks the last sign when the input ended too early", () => {
    expect(findErrorPlace(sent("select (1 \n"), 12)).toMatchObject({ from: 8, to: 9, line: 1 });
  });

  it("gives an empty range for an empty text", () => {
    expect(findErrorPlace(sent(""), 1)).toEqual({ from: 0, to: 0, line: 1, column: 1 });
  });

  it("counts columns in characters", () => {
    expect(findErrorPlace(sent("'😀' nmae"), 5)).toMatchObject({ column: 5, from: 5, to: 9 });
  });
});
