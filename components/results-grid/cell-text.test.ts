import { describe, expect, it } from "vitest";
import { cellParts } from "@/components/results-grid/cell-text";

const shown = (value: string) =>
  cellParts(value)
    .map(({ text, isMark }) => (isMark ? `[${text}]` : text))
    .join("");

describe("cellParts", () => {
  it("leaves ordinary text alone", () => {
    expect(shown("Ada Lovelace")).toBe("Ada Lovelace");
  });

  it("shows line breaks and tabs as marks, apart from the same signs in the value", () => {
    expect(shown("a\r\nb\tc↵")).toBe("a[↵]b[⇥]c↵");
  });

  it("shows spaces where they would be invisible", () => {
    expect(shown("  a b ")).toBe("[··]a b[·]");
    expect(shown("   ")).toBe("[···]");
  });

  it("gives a huge value's beginning only", () => {
    expect(shown("x".repeat(10_000_000))).toBe(`${"x".repeat(160)}[…]`);
  });
});
