import { describe, expect, it } from "vitest";
import { parseNamePattern, patternCondition, qualificationError } from "./name-pattern";

describe("parseNamePattern", () => {
  it.each([
    ["Loan", { schema: null, name: "loan" }],
    ['"Loan"', { schema: null, name: "Loan" }],
    ["public.lo*", { schema: "public", name: "lo.*" }],
    ["lo?n", { schema: null, name: "lo.n" }],
    ['"a.b*"."c""d"', { schema: "a\\.b\\*", name: 'c"d' }],
    ["pg$x", { schema: null, name: "pg\\$x" }],
    ["a|b", { schema: null, name: "a|b" }],
    ["int[]", { schema: null, name: "int\\[]" }],
  ])("reads %s as psql does", (text, expected) => {
    expect(parseNamePattern(text)).toMatchObject(expected);
  });

  it("takes an operator's name for itself", () => {
    expect(parseNamePattern("||", { isLiteral: true }).name).toBe("\\|\\|");
  });
});

describe("qualificationError", () => {
  const error = (text: string, most: number) => qualificationError(parseNamePattern(text), most, "exercise");

  it("knows how many names an object has, and that there is one database", () => {
    expect(error("exercise.public.loan", 3)).toBeNull();
    expect(error("public.loan", 3)).toBeNull();
    expect(error("other.public.loan", 3)).toBe("cross-database references are not implemented: other.public.loan");
    expect(error("a.b.c.d", 3)).toBe("improper qualified name (too many dotted names): a.b.c.d");
    expect(error("a.b", 1)).toBe("improper qualified name (too many dotted names): a.b");
  });
});

describe("patternCondition", () => {
  const columns = { schema: "n.nspname", name: "t.typname", isVisible: "visible(t.oid)" };

  it("asks for what is seen without a schema only where none is named", () => {
    expect(patternCondition(null, columns)).toBe("visible(t.oid)");
    expect(patternCondition(parseNamePattern("a"), columns)).toContain("visible");
    expect(patternCondition(parseNamePattern("s.a"), columns)).not.toContain("visible");
  });

  it("looks for either spelling of a name", () => {
    const condition = patternCondition(parseNamePattern("integer"), { ...columns, alternative: "spelt(t.oid)" });
    expect(condition).toContain("t.typname OPERATOR");
    expect(condition).toContain("OR spelt(t.oid) OPERATOR");
  });
});
