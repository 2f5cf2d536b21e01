import { describe, expect, it } from "vitest";
import { readStatements, splitStatements } from "./split-statements";

const split = async (sql: string) => (await splitStatements(sql)).map(({ text, offset }) => ({ text, offset }));
const texts = async (sql: string) => (await splitStatements(sql)).map((statement) => statement.text);

describe("splitStatements", () => {
  it("parts statements at semicolons, and leaves out empty ones", async () => {
    expect(await split("select 1;;  ; select 2;")).toEqual([
      { text: "select 1", offset: 0 },
      { text: "select 2", offset: 14 },
    ]);
  });

  it.each(["", " \n\t", ";", " ; ;; ", "-- only a remark", "/* one /* inside */ another */", "-- a\n;\n/* b */"])(
    "finds no statement in %j",
    async (sql) => expect(await split(sql)).toEqual([]),
  );

  // Each is tried as SQL that parses and, with a mistake behind it, as SQL that does not.
  it.each([
    ["a dollar quote", "select $$a;b$$"],
    ["a dollar quote with a tag and another inside", "select $x$ a;$$;b $x$"],
    ["a DO block", "do $$ begin perform 1; perform 2; end $$"],
    ["a string", "select 'a;b'"],
    ["a string with a doubled quote", "select 'it''s; fine'"],
    ["an E'' string with an escaped quote", "select E'it\\'s; fine'"],
    ["a quoted name", 'select 1 as "a;b"'],
    ["a line comment", "select 1 -- one; still one\n+ 1"],
    ["a comment within a comment", "select /* a; /* b; */ c; */ 1"],
    ["brackets", "create rule r as on insert to t do also (insert into a values (1); insert into b values (2))"],
  ])("keeps a semicolon in %s", async (_where, sql) => {
    expect(await texts(`${sql}; select 2`)).toEqual([sql, "select 2"]);
    expect(await texts(`${sql}; selec 2`)).toEqual([sql, "selec 2"]);
  });

  it("keeps the body of a BEGIN ATOMIC function in one piece", async () => {
    const body = "create function f() returns int begin atomic select 1; select 2; end";
    expect(await split(`${body}; select f()`)).toEqual([
      { text: body, offset: 0 },
      { text: "select f()", offset: 70 },
    ]);
  });

  it("leaves out remarks before a statement, and counts them in its offset", async () => {
    expect(await split("-- first;\nselect 1; /* and; */ select 2")).toEqual([
      { text: "select 1", offset: 10 },
      { text: "select 2", offset: 31 },
    ]);
  });

  it("counts both characters of a CRLF", async () => {
    expect(await split("select 1;\r\n\r\nselect\r\n2;\r\n")).toEqual([
      { text: "select 1", offset: 0 },
      { text: "select\r\n2", offset: 13 },
    ]);
  });

  it.each(["select", "selec"])(
    "counts offsets in code points, not in UTF-16 units or bytes, before %j",
    async (word) => {
      const statements = await splitStatements(`select '😀é'; select '😀😀'; ${word} 3`);
      expect(statements.map((statement) => statement.offset)).toEqual([0, 13, 26]);
      expect(statements.map((statement) => statement.text)).toEqual(["select '😀é'", "select '😀😀'", `${word} 3`]);
    },
  );

  it("parts what stands before and after a syntax error, so that the statements before it run", async () => {
    expect(await split("select 1; selec 2; select 3")).toEqual([
      { text: "select 1", offset: 0 },
      { text: "selec 2", offset: 10 },
      { text: "select 3", offset: 19 },
    ]);
  });

  it("leaves out remarks around a statement that does not parse", async () => {
    expect(await split("-- é\nselec 1; /* the end */")).toEqual([{ text: "selec 1", offset: 5 }]);
  });

  it("is not confused by a bracket too many", async () => {
    expect(await texts("select 1); select (2); select 3")).toEqual(["select 1)", "select (2)", "select 3"]);
  });

  it.each([
    "select 'abc; select 2",
    "select $$abc; select 2",
    'select "abc; select 2',
    "select /* abc; select 2",
    "select E'\\u00; 2",
  ])("parts what stands before a quote or remark that never ends: %j", async (rest) =>
    expect(await split(`\n select 'é';select ''; ${rest}\n`)).toEqual([
      { text: "select 'é'", offset: 2 },
      { text: "select ''", offset: 13 },
      { text: rest, offset: 24 },
    ]),
  );

  it("leaves out a byte order mark, and counts it", async () => {
    expect(await split("\ufeffselect 1; selec 2")).toEqual([
      { text: "select 1", offset: 1 },
      { text: "selec 2", offset: 11 },
    ]);
  });

  it("takes a space of Unicode's for what PostgreSQL takes it for", async () => {
    expect(await split("select 1; \u00a0select 2")).toEqual([
      { text: "select 1", offset: 0 },
      { text: "\u00a0select 2", offset: 10 },
    ]);
  });

  it.each(["select", "selec"])("sends %j with its semicolon where it has one, as psql does", async (word) => {
    const statements = await splitStatements(`${word} 1 \n; ${word} 2 -- the end; \n`);
    expect(statements.map(({ sent }) => sent)).toEqual([`${word} 1 \n;`, `${word} 2 -- the end;`]);
  });

  it("lets a backslash escape in every string where it does", async () => {
    const sql = "select 'it\\'s; here'; select E'\\''; select 'a\\\\'";
    const pieces = await splitStatements(sql, { backslashEscapes: () => true });
    expect(pieces.map(({ text }) => text)).toEqual(sql.split("; s").map((text, at) => (at ? `s${text}` : text)));
  });

  it.each(["", "\\q\n", "\ufeff"])(
    "reads no further than it is asked, as strings are meant by then, after %j",
    async (before) => {
      let backslashEscapes = false;
      const sql = `${before}select '😀\\'; select 'it\\'s; here'; select 'a\\'; select 2`;
      const texts = [];
      for (const { text, offset } of await readStatements(sql, { backslashEscapes: () => backslashEscapes })) {
        expect(Array.from(sql).slice(offset).join("").startsWith(text)).toBe(true);
        if (text !== "\\q") texts.push(text);
        backslashEscapes = texts.length === 1;
      }
      expect(texts).toEqual(["select '😀\\'", "select 'it\\'s; here'", "select 'a\\'", "select 2"]);
    },
  );

  it.each(["", ";\nselec"])("splits 10,000 statements, with %j behind them", async (end) => {
    const wanted = Array.from({ length: 10_000 }, (_, index) => `select '😀', ${index}`);
    const statements = await splitStatements(wanted.join(";\n") + end);
    expect(statements.slice(0, wanted.length).map((statement) => statement.text)).toEqual(wanted);
    expect(statements).toHaveLength(end === "" ? 10_000 : 10_001);
    const before = Array.from(wanted.slice(0, -1).join(";\n")).length + 2;
    expect(statements[9_999]?.offset).toBe(before);
  });

  it("keeps a BEGIN ATOMIC body in one piece where something after it does not parse", async () => {
    const body = "create function f() returns int begin atomic select 1; select 2; end";
    expect((await splitStatements(`${body}; selec 2`)).map((s) => s.text)).toEqual([body, "selec 2"]);
  });
});
