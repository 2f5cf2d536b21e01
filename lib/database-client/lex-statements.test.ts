import { describe, expect, it } from "vitest";
import { hasParameter, lexStatements, withoutRemarks } from "./lex-statements";
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

  it("stand after a statement on its line, too, and run to the end of the line", async () => {
    expect(await split("SELECT 1; \\dt loan; SELECT 2\nSELECT 3;\\l")).toEqual([
      { text: "SELECT 1", offset: 0 },
      { meta: "\\dt loan; SELECT 2", offset: 10 },
      { text: "SELECT 3", offset: 29 },
      { meta: "\\l", offset: 38 },
    ]);
  });

  it.each([
    "\\g",
    "\\gx",
    "\\g out.txt",
    "\\gset é_",
    "\\gexec",
    "\\crosstabview 1 2",
    "\\watch 1",
    "\\g (format=csv)",
  ])("end the statement that they run: %s", async (command) => {
    expect(await split(`SELECT '\\g' ${command}\r\nSELECT (2)${command}\nSELECT 3`)).toEqual([
      { text: "SELECT '\\g'", offset: 0 },
      { meta: command, offset: 12 },
      { text: "SELECT (2)", offset: 14 + command.length },
      { meta: command, offset: 24 + command.length },
      { text: "SELECT 3", offset: 25 + 2 * command.length },
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
    "DELETE FROM loan RETURNING * \\gdesc",
    "SELECT 1 \\gone",
    "SELECT '\\g', $$ \\g $$ -- \\g",
    "SELECT (1 \\g",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;\n\\dt\nEND",
  ])("are none inside quotes, comments and statements: %j", async (sql) => {
    expect((await splitStatements(sql)).some(({ isMeta }) => isMeta)).toBe(false);
  });

  it("are found ten thousand times, and looked for so often only where they can be", async () => {
    expect(await splitStatements("\\dt\n".repeat(10_000))).toHaveLength(10_000);
    expect(await splitStatements(`SELECT '\n${"\\dt\n".repeat(10_000)}`)).toHaveLength(1);
  });
});

const million = 1_000_000;
const filledWith = (text: string) => text.repeat(million / text.length);

describe("a text that is made to keep the server busy", () => {
  it.each([
    ["openings of comments", filledWith("/*")],
    ["brackets", filledWith("(")],
    ["words", filledWith("ab ")],
    ["operators", `SELECT 1${filledWith("+1")}`],
    ["quotes", filledWith("'")],
    ["openings of dollar quotes", filledWith("$a$ ")],
    ["backslashes", filledWith("\\")],
    ["lines with a backslash in a string", `'${filledWith("a\n\\x\n")}'`],
    ["lines with a backslash after words", filledWith("a a a a a\n\\x\n")],
    ["remarks in one line", filledWith("/* */ ; \\ ; ")],
    ["few comments, nested", "/*".repeat(8_000)],
    ["carriage returns", `${filledWith("\r")}1`],
  ])("is split in one pass: a million characters of %s", async (_what, sql) => {
    // Whatever is not linear takes minutes here, and longer than a test may.
    expect((await splitStatements(sql)).length).toBeGreaterThan(0);
  });
});

describe("lexStatements", () => {
  it.each([
    "select 1;;  ; select 2;",
    "select 'a;b'; select 'it''s; fine'; select e'it\\'s; fine'; select E'\\\\'; select 2",
    "select $$a;b$$; select $x$ a;$$;b $x$; do $$ begin perform 1; perform 2; end $$",
    'select 1 as "a;b"; select foo$1$ from x; select $1; select 1',
    "select 1 -- one; still one\n+ 1; select /* a; /* b; */ c; */ 1",
    "create rule r as on insert to t do also (insert into a values (1); insert into b values (2)); select 1",
    "create function f() returns int begin atomic select case when true then 1 end; select 2; end; select f()",
    "-- first;\nselect 1; /* and; */ select 2",
    "select '😀é'; select '😀😀'; select 3",
    "select 1;\r\n\r\nselect\r\n2;\r\n",
    "select U&'\\0441;' ; select n'a;', b'1', x'f;'; select 2",
  ])("splits as PostgreSQL's parser does: %j", async (sql) => {
    expect([...lexStatements(sql)]).toEqual(await splitStatements(sql));
  });
});

describe("withoutRemarks", () => {
  it("leaves out comments alone, in one pass", () => {
    expect(withoutRemarks("select/*a/*;*/*/'/*b*/' -- c\n, $$--d$$")).toBe("select '/*b*/'  \n, $$--d$$");
    expect(withoutRemarks(`select ${filledWith("/*")}`)).toBe("select  ");
  });
});

describe("hasParameter", () => {
  it.each([
    ["SELECT $1", true],
    ["SELECT a+$2", true],
    ["SELECT '$1', $$ $1 $$, $x$ $1 $x$, E'\\'$1' -- $1\n /* $1 */", false],
    ['SELECT "$1", a$1', false],
    ["SELECT '$1' || $1", true],
    ["SELECT 5", false],
  ])("says of %j: %s", (sql, expected) => expect(hasParameter(sql)).toBe(expected));
});
