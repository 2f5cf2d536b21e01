import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { QueryResponse } from "@/lib/schemas/query";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";

const mebibyte = 1024 * 1024;
/** An empty cluster holds about 30 MB, and up to 32 MB of log come with the first large change. */
const limits = { timeoutMs: 60_000, maxRows: 1_000, maxBytes: 4 * mebibyte, diskBytes: 128 * mebibyte };

/** Rows that no compression makes smaller: about a kilobyte each. */
const wideRows = (count: string) =>
  `SELECT n, (SELECT string_agg(md5(n::text || m), '') FROM generate_series(1, 30) AS m) FROM generate_series(1, ${count}) AS n`;
const narrowRows = (count: string) => `SELECT n, repeat('x', 1000) FROM generate_series(1, ${count}) AS n`;

describe("DiskWatch", () => {
  let carrel: TestInstallation;
  let container: TestContainer;
  let console: Console;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel);
    console = await container.connect();
  });
  afterAll(async () => {
    await console.close();
    await container.remove();
    await carrel.close();
  });

  const run = (sql: string, some: Partial<typeof limits> = {}): Promise<QueryResponse> =>
    console.run(sql, { ...limits, ...some });
  const last = async (sql: string) => (await run(sql)).results.at(-1);
  const full = { kind: "error", reason: "limit", sqlState: "53100", message: expect.stringContaining("128 MB") };

  beforeEach(async () => {
    if (!console.usable) console = await container.connect();
    const sql =
      "ROLLBACK; DROP TABLE IF EXISTS big, kept; CREATE TABLE kept (id int); INSERT INTO kept VALUES (1); CREATE TABLE big (n int, t text)";
    expect((await run(sql)).results.filter(({ kind }) => kind === "error")).toEqual([]);
  });

  /** What was committed is there, and there is room for as much as there was before. */
  async function expectRoom() {
    expect(await last("TABLE kept")).toMatchObject({ kind: "rows", rows: [["1"]] });
    expect(await last(`CREATE TABLE again AS ${narrowRows("5000")}; DROP TABLE again`)).toEqual(
      expect.objectContaining({ kind: "command" }),
    );
  }

  it.each([
    ["an endless loop of INSERT", `DO $$ BEGIN LOOP INSERT INTO big ${narrowRows("1000")}; END LOOP; END $$`],
    ["one INSERT of too many rows", `INSERT INTO big ${narrowRows("10000000")}`],
    ["CREATE TABLE AS", `CREATE TABLE other AS ${narrowRows("10000000")}`],
    ["CREATE MATERIALIZED VIEW", `CREATE MATERIALIZED VIEW other AS ${narrowRows("10000000")}`],
    [
      "a sort that spills",
      "SELECT * FROM generate_series(1, 100000000) AS n ORDER BY random() LIMIT 1 OFFSET 99999999",
    ],
  ])("stops %s, gives its space back and lets the next query work", async (_what, sql) => {
    expect(await last(sql)).toMatchObject(full);
    expect(await last("SELECT count(*) FROM big")).toMatchObject({ rows: [["0"]] });
    await expectRoom();
  });

  it("stops a loop that commits as it goes, and DROP, DELETE, TRUNCATE and VACUUM work over the quota", async () => {
    const greedy = `DO $$ BEGIN LOOP INSERT INTO big ${narrowRows("1000")}; COMMIT; END LOOP; END $$`;
    const tidy = ["DELETE FROM big; VACUUM big", "TRUNCATE big", "DROP TABLE big; CREATE TABLE big (n int, t text)"];
    for (const sql of tidy) {
      expect(await last(greedy)).toMatchObject(full);
      expect(await last("SELECT count(*) > 10000 FROM big")).toMatchObject({ rows: [["t"]] });
      // What the log held when the loop was stopped has been given back, and may be filled up.
      await expect.poll(() => last(`INSERT INTO big ${narrowRows("20000")}`)).toMatchObject(full);
      expect((await run(sql)).results.filter(({ kind }) => kind === "error")).toEqual([]);
      await expectRoom();
    }
  });

  it("stops many small INSERTs, none of which runs long, before they have grown far over the quota", async () => {
    const statements = Array.from({ length: 400 }, () => `INSERT INTO big ${narrowRows("500")}`).join(";");
    const { results } = await run(statements);
    expect(results.at(-1)).toMatchObject(full);
    const { results: more } = await run(statements);
    expect(more.at(-1)).toMatchObject(full);
    const held = await last("SELECT sum(pg_database_size(oid)) FROM pg_database WHERE datname = current_database()");
    if (held?.kind !== "rows") throw new Error(JSON.stringify(held));
    expect(Number(held.rows[0]?.[0])).toBeLessThan(limits.diskBytes * 1.25);
    expect(await last("TRUNCATE big")).toMatchObject({ kind: "command" });
    await expectRoom();
  });

  it("rolls back the statement alone outside a transaction, and fails the whole transaction inside one", async () => {
    await run(`INSERT INTO big ${narrowRows("1000")}`);
    const { results, transaction } = await run(
      `BEGIN; INSERT INTO kept VALUES (2); INSERT INTO big ${narrowRows("10000000")}`,
    );
    expect(results.at(-1)).toMatchObject(full);
    expect(transaction).toBe("failed");
    await run("ROLLBACK");
    expect(await last("SELECT count(*) FROM big")).toMatchObject({ rows: [["1000"]] });
    await expectRoom();
  });

  it("measures over a connection that ends with the statement", async () => {
    const admin = new pg.Client({
      ...container.address,
      user: "carrel",
      password: container.passwords.admin,
      database: "exercise",
    });
    await admin.connect();
    const watchers = async () => {
      const { rows } = await admin.query("SELECT 1 FROM pg_stat_activity WHERE application_name = 'carrel-disk'");
      return rows.length;
    };
    const slow = run("SELECT pg_sleep(1)");
    await expect.poll(watchers, { timeout: 5_000 }).toBe(1);
    await slow;
    await expect.poll(watchers, { timeout: 5_000 }).toBe(0);
    await admin.end();
  });

  it("passes on PostgreSQL's own error where a single file reaches its limit", async () => {
    const small = await openTestContainer(carrel, { fileSizeBytes: 16 * mebibyte });
    const other = await small.connect();
    const sql = `CREATE TABLE one AS ${wideRows("100000")}`;
    const { results } = await other.run(sql, limits);
    expect(results[0]).toMatchObject({
      kind: "error",
      reason: "sql",
      message: expect.stringContaining("could not extend"),
    });
    expect((await other.run("SELECT 1", limits)).results[0]).toMatchObject({ kind: "rows" });
    await other.close();
    await small.remove();
  });
});
