import { describe, expect, it } from "vitest";
import { isPlainQuery } from "./is-plain-query";

describe("isPlainQuery", () => {
  it.each([
    "SELECT 1",
    "-- mine\n(SELECT name FROM member) UNION ALL (SELECT 'x') ;",
    "TABLE member",
    "VALUES (1), (2)",
    "WITH m AS (SELECT 1) SELECT * FROM m ORDER BY 1",
    "SELECT ';' AS \";\", $$ ; commit; $$",
  ])("takes one query: %s", async (sql) => expect(await isPlainQuery(sql)).toBe(true));

  it.each([
    "",
    "SELECT 1; SELECT 2",
    "SELECT 1; COMMIT",
    "COMMIT",
    "BEGIN; SELECT 1",
    "INSERT INTO member VALUES (1) RETURNING *",
    "EXPLAIN ANALYZE SELECT 1",
    "SET transaction_read_only = off",
    "CALL anything()",
    "DO 'begin commit; end'",
    "EXECUTE mail",
    "FETCH ALL FROM mail",
    "\\d member",
    "SELECT 1 \\; COMMIT",
    "SELECT 1 /* */; /* ; */ COMMIT",
    "SELECT '\0'",
    `SELECT ${"1, ".repeat(10_000)} 1`,
    "SELEC 1",
  ])("takes nothing else: %s", async (sql) => expect(await isPlainQuery(sql)).toBe(false));
});
