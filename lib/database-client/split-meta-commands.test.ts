import { describe, expect, it } from "vitest";
import { splitStatements } from "./split-statements";

const split = async (sql: string) =>
  (await splitStatements(sql)).map(({ text, offset, isMeta }) => (isMeta ? { meta: text, offset } : { text, offset }));

describe("psql's commands among statements", () => {
  it("are lines of their own, before, between and after statements", async () => {
    expect(await split("\\dt\nSELECT 1;\n  \\d loan\r\nSELECT 2; -- two\n\\l")).toEqual([
      { meta: "\\dt", offset: 0 },
      { text: "SELECT 1", offset: 4 },
      { meta: "\\d loan", offset: 16 },
      { text: "SELECT 2", offset: 25 },
      { meta: "\\l", offset: 42 },
    ]);
  });

  it("count positions in code points after them", async () => {
    expect(await split("\\d naïve😀\nSELECT 1")).toEqual([
      { meta: "\\d naïve😀", offset: 0 },
      { text: "SELECT 1", offset: 10 },
    ]);
  });

  it.each([
    "SELECT 'a\n\\dt\n'",
    "SELECT $$\n\\dt\n$$",
    "/* \n\\dt\n */ SELECT 1",
    "SELECT (1\n\\dt\n)",
    "SELECT 1\n\\dt",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;\n\\dt\nEND",
  ])("are none inside quotes, comments and statements: %j", async (sql) => {
    expect((await splitStatements(sql)).some(({ isMeta }) => isMeta)).toBe(false);
  });

  it("are found ten thousand times, and looked for so often only where they can be", async () => {
    expect(await splitStatements("\\dt\n".repeat(10_000))).toHaveLength(10_000);
    expect(await splitStatements(`SELECT '\n${"\\dt\n".repeat(10_000)}`)).toHaveLength(1);
  });
});
