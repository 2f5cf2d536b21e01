import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInContainer } from "@/lib/containers/run-in-container";
import type { QueryResponse } from "@/lib/schemas/query";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";
import { builtinTypeName } from "./type-name";

const limits = { timeoutMs: 5_000, maxRows: 1_000, maxBytes: 4 * 1024 * 1024, diskBytes: 512 * 1024 * 1024 };

describe("ContainerDatabaseClientService", () => {
  let carrel: TestInstallation;
  let console: Console;
  let container: TestContainer;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel);
    // A second time, as after a crash: the template's password is no longer the one, and that is no error.
    await container.openAccess();
    console = await container.connect();
  });
  afterAll(async () => {
    await carrel.databaseClient.close(console);
    await container.remove();
    await carrel.close();
  });

  const run = (sql: string, some: Partial<typeof limits> = {}): Promise<QueryResponse> =>
    carrel.databaseClient.run(console, sql, { ...limits, ...some });

  it("gives each statement a result, values as PostgreSQL's own text, types as it prints them", async () => {
    const { results, transaction } = await run(`
      SELECT 9223372036854775807 AS big, 0.10::numeric(10,2) AS amount, ARRAY['a b', NULL] AS list, NULL AS nothing,
             '' AS empty, 'infinity'::timestamptz AS forever, 1 AS x, 2 AS x;
      VALUES (true), (false);`);
    expect(transaction).toBe("idle");
    expect(results).toHaveLength(2);
    expect(results[0]).toMatchObject({
      kind: "rows",
      command: "SELECT 1",
      columns: [
        { name: "big", type: "bigint" },
        { name: "amount", type: "numeric(10,2)" },
        { name: "list", type: "text[]" },
        { name: "nothing", type: "text" },
        { name: "empty", type: "text" },
        { name: "forever", type: "timestamp with time zone" },
        { name: "x", type: "integer" },
        { name: "x", type: "integer" },
      ],
      rows: [["9223372036854775807", "0.10", '{"a b",NULL}', null, "", "infinity", "1", "2"]],
      rowCount: 1,
      truncated: false,
    });
    expect(results[1]).toMatchObject({ kind: "rows", command: "SELECT 2", rows: [["t"], ["f"]] });
  });

  it("names every built-in type as format_type does, with and without a modifier", async () => {
    const { results } = await run(
      `SELECT oid::int8, m, format_type(oid, m) FROM pg_type, unnest(ARRAY[-1, 5, 7, 655366, 1048580]) AS m
       WHERE oid < 10000 AND typtype = 'b' AND typname !~ '^_?pg_|^_?reg|interval' AND (typmodin <> 0 OR m = -1)`,
      { maxRows: 10_000 },
    );
    const [result] = results;
    if (result?.kind !== "rows") throw new Error(JSON.stringify(result));
    const wrong = result.rows.filter(([oid, modifier, wanted]) => {
      const got = builtinTypeName(Number(oid), Number(modifier));
      return got !== null && got !== wanted;
    });
    expect(result.rows.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it("ends the run with the first error, and keeps what the statements before it did", async () => {
    const { results } = await run(
      "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1); SELECT 1/0; DROP TABLE kept;",
    );
    expect(results.map((result) => result.kind)).toEqual(["command", "command", "error"]);
    expect(results[2]).toMatchObject({ reason: "sql", sqlState: "22012", message: "division by zero" });
    expect((await run("TABLE kept")).results[0]).toMatchObject({ kind: "rows", rows: [["1"]] });
  });

  it("places an error in the text that was sent, counted in characters", async () => {
    const sql = "SELECT '🐘 é';\n-- a remark\nSELECT nosuch FROM member";
    const [, error] = (await run(sql)).results;
    if (error?.kind !== "error") throw new Error("no error");
    expect(error.sqlState).toBe("42703");
    expect(
      Array.from(sql)
        .slice((error.position ?? 0) - 1)
        .join(""),
    ).toBe("nosuch FROM member");
  });

  it("runs what stands before a syntax error, as psql does", async () => {
    const { results } = await run("SELECT 1; SELEC 2; SELECT 3");
    expect(results).toMatchObject([{ kind: "rows" }, { kind: "error", sqlState: "42601", position: 11 }]);
    expect(results).toHaveLength(2);
  });

  it("keeps a transaction open from one request to the next, and says so", async () => {
    expect((await run("BEGIN; CREATE TABLE passing (id int)")).transaction).toBe("open");
    expect((await run("SELECT nosuch")).transaction).toBe("failed");
    expect((await run("ROLLBACK")).transaction).toBe("idle");
    expect((await run("TABLE passing")).results[0]).toMatchObject({ kind: "error", sqlState: "42P01" });
  });

  it("stops at the limit of rows, and says that there are more", async () => {
    const { results } = await run("SELECT * FROM generate_series(1, 1000000)", { maxRows: 300 });
    expect(results[0]).toMatchObject({ kind: "rows", rowCount: 300, truncated: true });
    const exact = await run("SELECT * FROM generate_series(1, 300)", { maxRows: 300 });
    expect(exact.results[0]).toMatchObject({ kind: "rows", command: "SELECT 300", rowCount: 300, truncated: false });
    const whole = await run("SELECT * FROM generate_series(1, 999)");
    expect(whole.results[0]).toMatchObject({ command: "SELECT 999", rowCount: 999, truncated: false });
  });

  it("stops at the limit of bytes", async () => {
    const { results } = await run("SELECT repeat('x', 10000) FROM generate_series(1, 100000)", { maxRows: 100_000 });
    if (results[0]?.kind !== "rows") throw new Error("no rows");
    expect(results[0].truncated).toBe(true);
    expect(results[0].rowCount * 10_000).toBeLessThan(limits.maxBytes * 2);
  });

  it("keeps the time-out by its own clock, whatever the student has SET", async () => {
    const startedAt = performance.now();
    const { results } = await run("SET statement_timeout = 0; SELECT pg_sleep(60)", { timeoutMs: 500 });
    expect(results[1]).toMatchObject({ kind: "error", reason: "timeout", sqlState: "57014" });
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect((await run("SELECT 1")).results[0]).toMatchObject({ kind: "rows" });
  });

  it("terminates what does not heed a cancel; the next console works", async () => {
    const stubborn = `DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$`;
    const { results } = await run(stubborn, { timeoutMs: 300 });
    expect(results[0]).toMatchObject({ kind: "error", reason: "timeout" });
    expect(console.usable).toBe(false);
    console = await container.connect();
    expect((await run("SELECT 1")).results[0]).toMatchObject({ kind: "rows" });
  });

  it("cancels the running statement only", async () => {
    const slow = run("SELECT pg_sleep(60); SELECT 'not reached'");
    await expect.poll(() => console.cancel(), { timeout: 5_000 }).toBe(true);
    expect((await slow).results).toMatchObject([{ kind: "error", reason: "cancelled" }]);
    expect(await console.cancel()).toBe(false);
    expect((await run("SELECT 1")).results[0]).toMatchObject({ kind: "rows" });
  });

  it("ends COPY over the client's own connection with a clear error and stays usable", async () => {
    for (const sql of ["COPY member FROM STDIN", "COPY member TO STDOUT", "COPY (SELECT 1) TO STDOUT"]) {
      expect((await run(sql)).results[0]).toMatchObject({ kind: "error", reason: "limit" });
      expect((await run("SELECT 1")).results[0]).toMatchObject({ kind: "rows" });
    }
  });

  it("passes notices on in order, and RAISE's own fields with them", async () => {
    const { results } = await run("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two' USING HINT = 'look'; END $$");
    expect(results[0]).toMatchObject({
      command: "DO",
      notices: [
        { severity: "NOTICE", message: "one" },
        { severity: "WARNING", message: "two", hint: "look" },
      ],
    });
  });

  it("answers empty text, a NUL byte and a lone semicolon without losing the connection", async () => {
    expect((await run("")).results).toEqual([]);
    expect((await run(" ; ;\n-- nothing")).results).toEqual([]);
    expect((await run("SELECT 'a\0b'")).results[0]).toMatchObject({ kind: "error", sqlState: "22021" });
    expect((await run("SELECT 1")).results[0]).toMatchObject({ kind: "rows" });
  });

  it("says plainly that the connection was lost when the backend is terminated", async () => {
    const { results } = await run("SELECT pg_terminate_backend(pg_backend_pid())");
    expect(results[0]).toMatchObject({ kind: "error", reason: "connection" });
    console = await container.connect();
  });

  it("gives the student no way up: every attempt is refused by PostgreSQL", async () => {
    const attempts = [
      "SET ROLE carrel",
      "SET SESSION AUTHORIZATION carrel",
      "ALTER ROLE student SUPERUSER",
      "ALTER ROLE student CREATEROLE",
      "CREATE ROLE mine",
      "ALTER ROLE carrel PASSWORD 'mine'",
      "GRANT pg_read_server_files TO student",
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT lo_import('/etc/passwd')",
      "COPY member FROM '/etc/passwd'",
      "COPY member FROM PROGRAM 'id'",
      "COPY member TO '/tmp/out'",
      "SELECT rolpassword FROM pg_authid",
      "ALTER SYSTEM SET max_connections = 1",
      "CREATE EXTENSION dblink",
      "CREATE EXTENSION file_fdw",
      "CREATE LANGUAGE plpython3u",
      "CREATE FUNCTION sh() RETURNS int LANGUAGE c AS '/lib/x86_64-linux-gnu/libc.so.6', 'system'",
      "LOAD '/tmp/evil.so'",
      "DROP DATABASE exercise",
      "ALTER DATABASE exercise RENAME TO mine",
      "ALTER DATABASE exercise CONNECTION LIMIT 0",
      "CREATE DATABASE mine",
      "SELECT pg_reload_conf()",
      "DELETE FROM pg_catalog.pg_class",
    ];
    for (const sql of attempts) {
      const { results } = await run(sql);
      expect({ sql, kind: results[0]?.kind }).toEqual({ sql, kind: "error" });
    }
  });

  it("lets the student do with the exercise's own objects whatever an owner may", async () => {
    const { results } = await run(`
      ALTER TABLE member ADD COLUMN born date; CREATE INDEX ON member (name); CREATE VIEW names AS SELECT name FROM member;
      CREATE SCHEMA mine; CREATE TABLE mine.t (id int); DROP SCHEMA mine CASCADE; CREATE EXTENSION pg_trgm;
      DROP VIEW names; TRUNCATE member; DROP TABLE member; DROP SCHEMA public CASCADE; CREATE SCHEMA public;`);
    expect(results.filter((result) => result.kind === "error")).toEqual([]);
    expect(results).toHaveLength(12);
  });

  it("lets psql and pg sign in with the password of a new container, and on request those that want 4096 iterations", async () => {
    const { address, passwords } = container;
    for (const [prepare, iterations] of [
      [() => container.openAccess(), 1],
      [() => carrel.databaseClient.admitAllClients(container), 4096],
      [() => container.openAccess({ templatePassword: null, isClaimed: true }), 1],
      [() => container.openAccess({ templatePassword: null }), 4096],
    ] as const) {
      await prepare();
      const admin = await signIn({ ...address, user: "carrel", password: passwords.admin });
      const { rows } = await admin.query("SELECT rolpassword FROM pg_authid WHERE rolname = 'student'");
      expect(rows[0].rolpassword).toMatch(new RegExp(`^SCRAM-SHA-256\\$${iterations}:`));
      await admin.end();
      await (await signIn({ ...address, user: "student", password: passwords.student })).end();
      const psql = ["psql", "--host=127.0.0.1", "--username=student", "--dbname=exercise", "--command=SELECT 1"];
      const environment = [`PGPASSWORD=${passwords.student}`];
      const { exitCode } = await runInContainer(carrel.docker, {
        container: container.name,
        command: psql,
        environment,
      });
      expect(exitCode).toBe(0);
    }
  });

  it("refuses a wrong password as PostgreSQL does, and leaves no connection", async () => {
    const { address, passwords } = container;
    const wrong = { address, passwords: { ...passwords, student: "not-it" } };
    await expect(carrel.databaseClient.connect(wrong)).rejects.toMatchObject({ code: "28P01" });
    const { results } = await run(
      "SELECT pid FROM pg_stat_activity WHERE usename = 'student' AND pid <> pg_backend_pid()",
    );
    expect(results[0]).toMatchObject({ kind: "rows", rowCount: 0 });
  });

  it("tells a container that lets its student in from one whose password was changed", async () => {
    const { address, passwords } = container;
    const wrong = { ...passwords, student: "not-it" };
    expect(await carrel.databaseClient.awaitStudent({ address, passwords, timeoutMs: 30_000 })).toBe(true);
    expect(await carrel.databaseClient.awaitStudent({ address, passwords: wrong, timeoutMs: 30_000 })).toBe(false);
  });
});

/** As any client does, without Carrel's own way of signing in. */
async function signIn(credentials: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...credentials, database: "exercise" });
  await client.connect();
  return client;
}
