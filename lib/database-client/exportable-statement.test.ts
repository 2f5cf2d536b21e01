import { describe, expect, it } from "vitest";
import { exportableStatement } from "./exportable-statement";

describe("exportableStatement", () => {
  it.each([
    "SELECT 1",
    "  -- a remark\n TABLE member ;",
    "VALUES (1), (2)",
    "WITH a AS (SELECT 1) SELECT * FROM a UNION SELECT 2",
    "(SELECT 1) ORDER BY 1",
    'SELECT \'"InsertStmt":\' AS "intoClause"',
  ])("takes %j", async (sql) =>
    expect(await exportableStatement(sql)).toMatchObject({ kind: "statement", parsed: true }),
  );

  it("leaves it to the server to say what is wrong with a text that is no SQL", async () => {
    expect(await exportableStatement("SELEC 1")).toMatchObject({ kind: "statement", parsed: false });
  });

  it.each([
    "",
    "-- nothing",
    "SELECT 1; SELECT 2",
    "\\d",
    "INSERT INTO t VALUES (1) RETURNING *",
    "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone",
    "SELECT * FROM (WITH new AS (INSERT INTO t VALUES (1) RETURNING id) SELECT id FROM new) AS a",
    "SELECT 1 INTO t",
    "CREATE TABLE t AS SELECT 1",
    "COPY t TO STDOUT",
    "EXPLAIN ANALYZE DELETE FROM t",
    "EXECUTE q",
    "COMMIT",
  ])("refuses %j", async (sql) => expect(await exportableStatement(sql)).toMatchObject({ kind: "refused" }));
});
