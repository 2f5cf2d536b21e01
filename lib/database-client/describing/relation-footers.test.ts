import { describe, expect, it } from "vitest";
import { definitionLines } from "./definition";
import { footerLines } from "./relation-footers";

describe("footerLines", () => {
  it("writes a heading once above its lines, and parts texts of several lines", () => {
    const rows = [
      [null, "Partition key: LIST (a)"],
      ["Indexes:", '    "a" btree (a)'],
      ["Indexes:", '    "b" btree (b)'],
      ["Policies:", '    POLICY "p"\n      USING (true)'],
    ];
    expect(footerLines(rows)).toEqual([
      "Partition key: LIST (a)",
      "Indexes:",
      '    "a" btree (a)',
      '    "b" btree (b)',
      "Policies:",
      '    POLICY "p"',
      "      USING (true)",
    ]);
  });
});

describe("definitionLines", () => {
  const text = "CREATE OR REPLACE FUNCTION public.f()\n RETURNS integer\nAS $$ SELECT\n1 $$\n";

  it("numbers a function's body, and every line of a view", () => {
    const numbered = { query: "", isNumbered: true };
    expect(definitionLines({ of: "function", ...numbered }, text)).toEqual([
      "        CREATE OR REPLACE FUNCTION public.f()",
      "         RETURNS integer",
      "1       AS $$ SELECT",
      "2       1 $$",
    ]);
    expect(definitionLines({ of: "view", ...numbered }, "a\nb")).toEqual(["1       a", "2       b"]);
  });
});
