import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DatabaseProxy, type DatabaseStep } from "@/lib/testing/database-proxy";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";
import { StatementExport } from "./statement-export";

const mebibyte = 1024 * 1024;
const limits = { timeoutMs: 20_000, maxRows: 1_000, maxBytes: mebibyte, diskBytes: 512 * mebibyte };
const exportLimits = { ...limits, stallMs: 20_000, isUnknown: false };

/** What happens in moments that a person seldom meets: each is held open by a proxy before PostgreSQL. */
describe("a console", () => {
  let carrel: TestInstallation;
  let container: TestContainer;
  let proxy: DatabaseProxy;
  let console: Console;
  let onStep: (step: DatabaseStep) => Promise<void> | void = () => undefined;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel);
    const { host, port } = container.address;
    proxy = await DatabaseProxy.open({ url: `postgres://${host}:${port}/`, gate: (step) => onStep(step) });
    const setUp = await container.connect();
    const { results } = await setUp.run(
      `INSERT INTO member VALUES (1, 'Ada'); CREATE TYPE mood AS ENUM ('good');
       CREATE TABLE loan (member int REFERENCES member DEFERRABLE INITIALLY DEFERRED);
       CREATE FUNCTION lend(m int) RETURNS int LANGUAGE sql AS 'INSERT INTO loan VALUES (m) RETURNING member'`,
      limits,
    );
    expect(results.filter(({ kind }) => kind === "error")).toEqual([]);
    await setUp.close();
  });
  beforeEach(async () => {
    const address = { host: "127.0.0.1", port: Number(new URL(proxy.url).port) };
    console = await carrel.databaseClient.connect({ address, passwords: container.passwords });
  });
  afterEach(async () => {
    onStep = () => undefined;
    await console.close();
  });
  afterAll(async () => {
    await proxy.close();
    await container.remove();
    await carrel.close();
  });

  const run = async (sql: string, some: Partial<typeof limits> = {}) =>
    (await console.run(sql, { ...limits, ...some })).results;
  const works = async () => expect(await run("SELECT length('é')")).toMatchObject([{ kind: "rows", rows: [["1"]] }]);
  const exported = async (sql: string, some: Partial<typeof exportLimits> = {}) => {
    const opened = await console.export({ text: sql, sent: sql, offset: 0 }, { ...exportLimits, ...some });
    if (!(opened instanceof StatementExport)) return { failure: opened, rows: [] };
    const rows: unknown[] = [];
    try {
      for await (const batch of opened.batches()) rows.push(...batch);
    } catch {
      // Its failure tells.
    }
    return { failure: opened.failure, rows };
  };
  /** Stops what runs when PostgreSQL is asked this, before PostgreSQL hears of it. */
  const cancelAt = (asked: RegExp) => {
    let cancelled: Promise<boolean> | null = null;
    onStep = async ({ moment, sql }) => {
      if (cancelled || moment !== "before" || !asked.test(sql)) return;
      cancelled = console.cancel();
      await cancelled;
    };
    return () => cancelled;
  };

  it("answers what waits behind a statement whose commit fails", async () => {
    for (let round = 0; round < 5; round++) {
      const both = await Promise.all([run("INSERT INTO loan VALUES (99)"), run("SELECT 'second'"), run("SELECT 3")]);
      expect(both).toMatchObject([
        [{ kind: "error", sqlState: "23503" }],
        [{ kind: "rows", rows: [["second"]] }],
        [{ kind: "rows", rows: [["3"]] }],
      ]);
    }
    await works();
  });

  it("has no whole export of a statement whose commit fails", async () => {
    expect(await exported("SELECT lend(98)")).toMatchObject({ failure: { kind: "error", sqlState: "23503" } });
    expect(await exported("SELECT lend(1)")).toMatchObject({ failure: null, rows: [["1"]] });
    await works();
  });

  it("reads and writes characters as before after an export that changed their encoding", async () => {
    expect(await exported("SELECT set_config('client_encoding', 'LATIN1', false)")).toMatchObject({ failure: null });
    await works();
  });

  it("stops a statement that is cancelled while the disk is measured before it", async () => {
    const full = { diskBytes: 1 };
    // Long enough to be measured, and from then on each one is.
    await run("SELECT pg_sleep(0.4)", full);
    const cancelled = cancelAt(/pg_database_size/);
    expect(await run("SELECT pg_sleep(60)", full)).toMatchObject([{ kind: "error", reason: "cancelled" }]);
    expect(await cancelled()).toBe(true);
    await works();
  });

  it("stops an export that is cancelled before it has begun", async () => {
    const cancelled = cancelAt(/format_type/);
    const { failure } = await exported("SELECT 'good'::mood, pg_sleep(60)");
    expect(failure).toMatchObject({ kind: "error", reason: "cancelled" });
    expect(await cancelled()).toBe(true);
    await works();
  });

  it("tells why an export's types could not be named", async () => {
    const other = await container.connect();
    onStep = async ({ moment, sql }) => {
      if (moment === "after" || !/format_type/.test(sql)) return;
      await other.run(`SELECT pg_terminate_backend(${console.backendPid})`, limits);
    };
    expect((await exported("SELECT 'good'::mood")).failure).toMatchObject({ kind: "error", sqlState: "57P01" });
    await other.close();
  });
});
