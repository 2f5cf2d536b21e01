import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ConsoleName } from "@/lib/schemas/query";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";
import { WaitedRows } from "./waited-rows";

const limits = { timeoutMs: 30_000, maxRows: 10, maxBytes: 1024 * 1024, diskBytes: 512 * 1024 * 1024 };

let carrel: TestInstallation;
let container: TestContainer;
let consoles: Record<ConsoleName, Console>;
/** A psql of the student's own, say. */
let client: Console;
let waitedRows: WaitedRows;

beforeAll(async () => {
  carrel = await openTestInstallation();
  container = await openTestContainer(carrel);
});
afterAll(async () => {
  await container.remove();
  await carrel.close();
});
beforeEach(async () => {
  const [main, second, other] = await Promise.all([container.connect(), container.connect(), container.connect()]);
  consoles = { main, second };
  waitedRows = new WaitedRows();
  client = other;
  await client.run(
    "CREATE TABLE account (id int PRIMARY KEY, balance int); INSERT INTO account VALUES (1, 10), (42, 10)",
    limits,
  );
});
afterEach(async () => {
  await Promise.all([consoles.main.close(), consoles.second.close()]);
  await client.run("ROLLBACK; DROP TABLE IF EXISTS account, renamed CASCADE", limits);
  await client.close();
});

const run = (name: ConsoleName, sql: string) => consoles[name].run(sql, limits);
const look = async () => {
  const { address, passwords } = container;
  const backends = new Map([
    [consoles.main.backendPid, "main" as const],
    [consoles.second.backendPid, "second" as const],
  ]);
  const options = { address, passwords, backends, waitedRows };
  const activity = await carrel.databaseClient.readConsoleActivity(options);
  return { all: activity, of: (name: ConsoleName) => activity.find(({ console }) => console === name) };
};
const waitOf = (name: ConsoleName) =>
  expect.poll(async () => (await look()).of(name)?.wait ?? null, { timeout: 10_000 });

describe("readConsoleActivity", () => {
  it("says which row a console waits for, whose it is, and what runs; and no more when it goes on", async () => {
    await run("main", "BEGIN; UPDATE account SET balance = 0 WHERE id = 42");
    const waiting = run("second", "UPDATE account SET balance = 1 WHERE id = 42");
    await waitOf("second").toMatchObject({
      ...{ blockers: ["main"], lockType: "transactionid", mode: "ShareLock" },
      ...{ relation: "account", row: "(0,2)", rowKey: "id = 42", key: null },
    });
    const seen = await look();
    expect(seen.of("second")).toMatchObject({
      state: "active",
      ...{ statement: "UPDATE account SET balance = 1 WHERE id = 42", statementMs: expect.any(Number) },
    });
    expect(seen.of("main")).toMatchObject({
      ...{ pid: consoles.main.backendPid, state: "open", statement: null, transactionMs: expect.any(Number) },
      ...{ locks: [{ relation: "account", mode: "RowExclusiveLock" }], wait: null },
    });
    await run("main", "COMMIT");
    await waiting;
    expect((await look()).all.map(({ state, wait, locks }) => ({ state, wait, locks }))).toEqual([
      { state: "idle", wait: null, locks: [] },
      { state: "idle", wait: null, locks: [] },
    ]);
  });

  describe("a row's key", () => {
    /** The key by which the row of a table is named that both want to delete. */
    const keyOf = async (definition: string, values: string) => {
      await client.run(`CREATE TABLE wanted (${definition}); INSERT INTO wanted VALUES (${values})`, limits);
      await run("main", "BEGIN; DELETE FROM wanted");
      const waiting = run("second", "DELETE FROM wanted");
      await waitOf("second").toMatchObject({ row: "(0,1)" });
      const key = (await look()).of("second")?.wait?.rowKey;
      await run("main", "ROLLBACK");
      await waiting;
      await client.run("DROP TABLE wanted", limits);
      return key;
    };

    it("is what stands behind WHERE: each column of it, with quotes where they belong", async () => {
      const definition = `note text, seat text, "Row no" numeric(6,1), PRIMARY KEY ("Row no", seat) INCLUDE (note)`;
      expect(await keyOf(definition, "'-', 'O''Hara; DROP', 12.5")).toBe(`"Row no" = 12.5 AND seat = 'O''Hara; DROP'`);
    });

    it("is left out where there is none, or where it is long", async () => {
      expect(await keyOf("id int", "1")).toBeNull();
      expect(await keyOf("name text PRIMARY KEY", "repeat('x', 2000)")).toBeNull();
    });

    it("is asked for once in a wait", async () => {
      await run("main", "BEGIN; DELETE FROM account");
      const waiting = run("second", "DELETE FROM account");
      await waitOf("second").toMatchObject({ rowKey: "id = 1" });
      await client.run("REVOKE SELECT ON account FROM student", limits);
      expect((await look()).of("second")?.wait).toMatchObject({ rowKey: "id = 1" });
      waitedRows = new WaitedRows();
      expect((await look()).of("second")?.wait).toMatchObject({ row: "(0,1)", rowKey: null });
      await run("main", "ROLLBACK");
      await waiting;
    });

    it("is asked as the student, whose functions stand in the table's indexes", async () => {
      await client.run(
        `CREATE FUNCTION spy(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
           BEGIN IF session_user <> 'student' THEN RAISE 'as %', session_user; END IF; RETURN $1; END $$`,
        limits,
      );
      expect(await keyOf("id int PRIMARY KEY, EXCLUDE ((id + public.spy(1)) WITH =)", "7")).toBe("id = 7");
      await client.run("DROP FUNCTION spy CASCADE", limits);
    });
  });

  it("names another client's lock, of a table or an advisory one, and says nothing of the client", async () => {
    await client.run("BEGIN; LOCK TABLE account; SELECT pg_advisory_xact_lock(7)", limits);
    const tableWait = run("main", "TABLE account");
    const keyWait = run("second", "SELECT pg_advisory_lock(7)");
    await waitOf("main").toMatchObject({
      blockers: ["other"],
      lockType: "relation",
      mode: "AccessShareLock",
      relation: "account",
    });
    await waitOf("second").toMatchObject({ blockers: ["other"], lockType: "advisory", key: "7", relation: null });
    expect((await look()).all).toHaveLength(2);
    await client.run("COMMIT", limits);
    await Promise.all([tableWait, keyWait]);
  });

  it("answers whatever a student has made, renamed, revoked or dropped", async () => {
    await client.run(
      `CREATE SCHEMA IF NOT EXISTS evil;
       CREATE TABLE evil.pg_locks (pid int); CREATE VIEW evil.pg_stat_activity AS SELECT 1 AS pid;
       CREATE FUNCTION evil.pg_blocking_pids(int) RETURNS int[] LANGUAGE sql AS 'SELECT ARRAY[1/0]';
       ALTER ROLE student SET search_path = evil, pg_catalog;
       ALTER TABLE account RENAME TO renamed; ALTER TABLE renamed SET SCHEMA evil;
       REVOKE ALL ON evil.renamed FROM student, public; GRANT ALL ON evil.renamed TO student;
       DROP SCHEMA public CASCADE`,
      limits,
    );
    await run("main", "BEGIN; UPDATE evil.renamed SET balance = 0 WHERE id = 1; CREATE TABLE evil.fresh (x int)");
    const waiting = run("second", "DELETE FROM evil.renamed");
    await waitOf("second").toMatchObject({
      ...{ blockers: ["main"], relation: "evil.renamed", row: "(0,1)", rowKey: "id = 1" },
    });
    await run("main", "ROLLBACK");
    await waiting;
    await client.run("ALTER ROLE student RESET ALL; DROP SCHEMA evil CASCADE; CREATE SCHEMA public", limits);
  });

  it("shows both of a deadlock, which PostgreSQL ends with an error that names their processes", async () => {
    await run("main", "BEGIN; UPDATE account SET balance = 0 WHERE id = 1");
    await run("second", "BEGIN; UPDATE account SET balance = 0 WHERE id = 42");
    const both = [
      run("main", "UPDATE account SET balance = 0 WHERE id = 42"),
      run("second", "UPDATE account SET balance = 0 WHERE id = 1"),
    ];
    const errors = (await Promise.all(both)).flatMap(({ results }) => results).filter(({ kind }) => kind === "error");
    expect(errors).toMatchObject([
      { sqlState: "40P01", detail: expect.stringContaining(`Process ${consoles.main.backendPid} waits`) },
    ]);
    await Promise.all([run("main", "ROLLBACK"), run("second", "ROLLBACK")]);
  });

  it("leaves a statement that waits for a lock more time than one that works, while somebody waits for its answer", async () => {
    await run("main", "BEGIN; UPDATE account SET balance = 0 WHERE id = 42");
    const caller = new AbortController();
    const hasty = { ...limits, timeoutMs: 400, caller: caller.signal };
    const waiting = consoles.second.run("UPDATE account SET balance = 1 WHERE id = 42", hasty);
    await expect
      .poll(async () => (await look()).of("second")?.wait?.waitedMs ?? 0, { timeout: 10_000 })
      .toBeGreaterThan(1_000);
    await run("main", "COMMIT");
    expect((await waiting).results).toMatchObject([{ kind: "command", command: "UPDATE 1" }]);

    await run("main", "BEGIN; UPDATE account SET balance = 0 WHERE id = 42");
    const abandoned = consoles.second.run("UPDATE account SET balance = 1 WHERE id = 42", hasty);
    caller.abort();
    expect((await abandoned).results).toMatchObject([{ kind: "error", reason: "timeout" }]);
    await run("main", "ROLLBACK");
  });
});
