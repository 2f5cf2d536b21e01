import { describe, expect, it } from "vitest";
import { isMaterialized } from "./is-materialized";

describe("isMaterialized", () => {
  it.each([
    "INSERT INTO a VALUES (1) RETURNING *",
    "/* a */ -- b\n delete from a returning *",
    "fetch all from c",
    "EXECUTE p",
    "WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x RETURNING *",
    "WITH RECURSIVE x (n) AS NOT MATERIALIZED (SELECT ')'), y AS (VALUES (1)) UPDATE a SET n = 1 RETURNING *",
  ])("knows that %j has made its rows before it gives one", (sql) => {
    expect(isMaterialized(sql)).toBe(true);
  });

  it.each([
    "SELECT 'INSERT'",
    "",
    "VALUES (1)",
    "(SELECT 1) UNION SELECT 2",
    "WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x",
    "WITH insert AS (SELECT 1) SELECT * FROM insert",
    'WITH x ("delete") AS (SELECT 1), update AS (SELECT 2) TABLE x',
    "WITH x AS (SELECT 1",
  ])("takes %j for a query that would run on", (sql) => {
    expect(isMaterialized(sql)).toBe(false);
  });

  it("reads in one pass, whatever brackets there are", () => {
    const sql = `WITH a AS (SELECT '${"(".repeat(500_000)}', ${"(".repeat(200_000)}1${")".repeat(200_000)}) UPDATE b SET c = 1`;
    expect(isMaterialized(sql)).toBe(true);
  });
});
