import { describe, expect, it } from "vitest";
import { parseNamePattern } from "./name-pattern";

describe("parseNamePattern", () => {
  it.each([
    ["Loan", { schema: null, name: "loan", isWild: false }],
    ['"Loan"', { schema: null, name: "Loan", isWild: false }],
    ["public.lo*", { schema: "public", name: "lo.*", isWild: true }],
    ["lo?n", { schema: null, name: "lo.n", isWild: true }],
    ['"a.b*"."c""d"', { schema: "a\\.b\\*", name: 'c"d', isWild: false }],
    ["pg$x", { schema: null, name: "pg\\$x", isWild: false }],
    ["a|b", { schema: null, name: "a|b", isWild: false }],
  ])("reads %s as psql does", (text, expected) => {
    expect(parseNamePattern(text)).toEqual(expected);
  });
});
