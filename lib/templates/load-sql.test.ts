import { describe, expect, it } from "vitest";
import { lineAt, needsPsql, psqlError } from "./load-sql";

describe("needsPsql", () => {
  it.each([
    "COPY public.city (id, name) FROM stdin;\n1\tA\n\\.\n",
    "copy t from stdin",
    "create table t (a int);\n  Copy t\n  FROM STDIN WITH (FORMAT csv);\n",
    "\\connect shop\nselect 1;",
    "select 1;\r\n \\set x 1\r\n",
    "\\! ls",
    "\\.",
    "\\?",
  ])("sends %j to psql", (sql) => expect(needsPsql(sql)).toBe(true));

  it.each([
    "",
    "create table t (a int);\ninsert into t values (1);",
    "copy t to stdout;",
    "copy t from '/tmp/a.csv';\nselect 1 from stdin;",
    "select 'copied from stdin';",
    "select E'a\\nb', '\\d';",
    "-- COPY t FROM stdin\nselect 1;",
    "-- \\d\nselect 1;",
  ])("leaves %j to pg", (sql) => expect(needsPsql(sql)).toBe(false));
});

describe("psqlError", () => {
  it("reads the line, the message, the detail and the hint", () => {
    const stderr = [
      'psql:<stdin>:6: ERROR:  duplicate key value violates unique constraint "a_pkey"',
      "DETAIL:  Key (id)=(2) already exists.",
      "HINT:  Use another one.",
      "CONTEXT:  COPY a, line 3",
      "",
    ].join("\n");
    expect(psqlError("seed.sql", stderr)).toEqual({
      file: "seed.sql",
      line: 6,
      message: 'duplicate key value violates unique constraint "a_pkey"',
      detail: "Key (id)=(2) already exists.",
      hint: "Use another one.",
    });
  });

  it("passes over notices and warnings before the error", () => {
    const stderr = [
      'psql:<stdin>:2: NOTICE:  table "a" does not exist, skipping',
      "psql:<stdin>:3: WARNING:  there is no transaction in progress",
      'psql:<stdin>:14: ERROR:  relation "nope" does not exist',
      "LINE 3:  nope where x;",
    ].join("\n");
    expect(psqlError("schema.sql", stderr)).toMatchObject({ line: 14, message: 'relation "nope" does not exist' });
  });

  it.each([
    ["psql:<stdin>:2: error: invalid command \\foo\n", 2, "invalid command \\foo"],
    ["psql:<stdin>:9: FATAL:  terminating connection", 9, "terminating connection"],
  ])("reads %j", (stderr, line, message) => {
    expect(psqlError("a.sql", stderr)).toMatchObject({ line, message });
  });

  it("gives psql's own words where they have no line, and says so where there are none", () => {
    const stderr = "psql: error: connection to server failed\n";
    expect(psqlError("a.sql", stderr)).toMatchObject({ line: null, message: stderr.trim() });
    expect(psqlError("a.sql", " \n")).toMatchObject({ line: null, message: "psql ended without saying why" });
  });
});

describe("lineAt", () => {
  it.each([
    ["", 0, 1],
    ["one\ntwo\nthree", 0, 1],
    ["one\ntwo\nthree", 3, 1],
    ["one\ntwo\nthree", 4, 2],
    ["one\ntwo\nthree", 8, 3],
    ["one\ntwo\nthree", 1_000, 3],
    ["one\r\ntwo", 4, 1],
    ["one\r\ntwo", 5, 2],
  ])("of %j at %i is %i", (text, position, line) => expect(lineAt(text, position)).toBe(line));

  it("counts code points, so that characters beyond the first plane move nothing", () => {
    expect(lineAt("😀😀\n\nx", 2)).toBe(1);
    expect(lineAt("😀😀\n\nx", 3)).toBe(2);
    expect(lineAt("😀😀\n\nx", 4)).toBe(3);
  });

  it("does not take a notice's detail for the error's", () => {
    const stderr = [
      "psql:<stdin>:2: NOTICE:  drop cascades to 2 other objects",
      "DETAIL:  drop cascades to view b",
      'psql:<stdin>:5: ERROR:  syntax error at or near "x"',
    ].join("\n");
    expect(psqlError("a.sql", stderr).detail).toBeUndefined();
  });
});
