import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/schemas/user";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

describe("explaining a statement", () => {
  let carrel: TestInstallation;
  let student: Viewer;
  let sessionId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    const { exerciseId } = await carrel.createExercise();
    student = await carrel.createStudent();
    sessionId = (await carrel.sessions.startSession(student, { exerciseId, wait: true })).session.id;
  });
  afterAll(async () => {
    await carrel.sessions.endSession(student, sessionId);
    await carrel.close();
  });

  const run = (sql: string) => carrel.sessions.query(student, sessionId, { sql, console: "main" });
  const explain = (sql: string, changes: { analyze?: boolean; format?: "tree" | "text" } = {}) =>
    carrel.sessions.explain(student, sessionId, { sql, console: "main", analyze: true, format: "tree", ...changes });

  it("gives the plan as a tree, with what was measured", async () => {
    const { plan, error } = await explain("SELECT * FROM member WHERE id = 1;");
    expect(error).toBeNull();
    expect(plan?.root).toMatchObject({ relation: "member", actual: { rows: 1, loops: 1 } });
    expect(plan?.executionMs).toBeGreaterThan(0);
  });

  it("gives PostgreSQL's own text, and without running anything where that is wished", async () => {
    const { text } = await explain("TABLE member", { format: "text" });
    expect(text).toMatch(/^Seq Scan on member .*actual time=/);
    const estimated = await explain("TABLE member", { analyze: false });
    expect(estimated.plan).toMatchObject({ executionMs: null, root: { actual: null } });
  });

  it("takes back what the statement changes, also inside a transaction of the student's", async () => {
    const { plan } = await explain("UPDATE member SET name = 'x' RETURNING id");
    expect(plan?.root.nodeType).toBe("Update");
    await run("BEGIN; INSERT INTO member VALUES (3, 'Edsger')");
    await explain("DELETE FROM member");
    const failed = await explain("DELETE FROM membre");
    expect(failed.error?.sqlState).toBe("42P01");
    const after = await run("SELECT string_agg(name, ' ' ORDER BY id) FROM member; ROLLBACK");
    expect(after.results[0]).toMatchObject({ rows: [["Ada Grace Edsger"]] });
    expect((await run("SELECT 1")).transaction).toBe("idle");
  });

  it("says where in the student's own SQL a mistake is, and leaves no transaction behind", async () => {
    const { error } = await explain("/* é */ EXPLAIN (ANALYZE) SELECT *\nFROM membre");
    expect(error).toMatchObject({ sqlState: "42P01", position: 41 });
    expect((await run("SELECT 1")).transaction).toBe("idle");
  });

  it("takes one statement, and says so", async () => {
    expect((await explain("SELECT 1; SELECT 2")).error?.message).toBe("One statement can be explained at a time.");
    expect((await explain("  -- nothing")).error?.message).toBe("There is no statement to explain.");
    expect((await explain("CREATE TABLE t ()")).error?.sqlState).toBe("42601");
  });

  it("says that a transaction failed, and keeps one statement for each in the history, which changes nothing if run", async () => {
    await run("BEGIN; SELECT 1/0");
    expect((await explain("SELECT 1")).error?.sqlState).toBe("25P02");
    await run("ROLLBACK");
    await explain("EXPLAIN ANALYZE DELETE FROM member");
    const [deleted, rolledBack, failed] = await carrel.history.list({ sessionId, limit: 3 });
    expect(deleted).toMatchObject({ statement: "EXPLAIN DELETE FROM member", outcome: "ok" });
    expect(rolledBack?.statement).toBe("ROLLBACK");
    expect(failed).toMatchObject({ statement: "EXPLAIN SELECT 1", outcome: "sql" });
  });

  it("takes EXPLAIN and its options for what they are, and a parenthesis of the statement's own too", async () => {
    for (const sql of ["EXPLAIN (COSTS off, ANALYZE) TABLE member", "explain analyze verbose TABLE member"])
      expect((await explain(sql)).plan?.root.nodeType).toBe("Seq Scan");
    expect((await explain("EXPLAIN (SELECT 1)")).plan?.root.nodeType).toBe("Result");
  });

  it("is not there for others", async () => {
    const other = await carrel.createStudent();
    const request = { sql: "SELECT 1", console: "main", analyze: true, format: "tree" } as const;
    await expect(carrel.sessions.explain(other, sessionId, request)).rejects.toMatchObject({ code: "not_found" });
  });
});
