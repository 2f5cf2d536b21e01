import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openRelayWithoutEnd } from "@/lib/testing/relay-without-end";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";

const mebibyte = 1024 * 1024;
const limits = { timeoutMs: 30_000, maxRows: 1_000, maxBytes: 4 * mebibyte, diskBytes: 512 * mebibyte };

describe("a container in trouble", () => {
  let carrel: TestInstallation;
  let container: TestContainer;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel, { memoryBytes: 64 * mebibyte });
  });
  afterAll(async () => {
    await container.remove();
    await carrel.close();
  });

  /** As the caller does: a console that is over is replaced, and a PostgreSQL that comes up again is waited for. */
  async function reconnected(): Promise<Console> {
    await container.openAccess();
    return container.connect();
  }

  const first = async (console: Console, sql: string) => (await console.run(sql, limits)).results[0];

  it("answers in plain words when a statement needs more memory than there is, and the next query works", async () => {
    const console = await container.connect();
    await console.run("CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)", limits);
    const greedy = "SELECT length(array_agg(repeat('x', 100000) || n)::text) FROM generate_series(1, 100000) AS n";
    expect(await first(console, greedy)).toMatchObject({
      kind: "error",
      reason: "connection",
      message: expect.stringContaining("What was committed is safe"),
      hint: expect.stringContaining("memory"),
    });
    expect(console.usable).toBe(false);
    await console.close();
    expect(await carrel.containers.findContainer(container.name)).toMatchObject({ running: true });
    const next = await reconnected();
    expect(await first(next, "TABLE kept")).toMatchObject({ rows: [["1"]] });
    await next.close();
  });

  it("is over at PostgreSQL's last word, also where the end of the connection never comes", async () => {
    const relay = await openRelayWithoutEnd(container.address);
    const { passwords } = container;
    const console = await carrel.databaseClient.connect({ address: relay.address, passwords });
    const next = await container.connect();
    const terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()";
    await next.run(`${terminate} AND usename = 'student'`, limits);
    await expect.poll(() => console.usable).toBe(false);
    expect(await first(console, "SELECT 1")).toMatchObject({ kind: "error", reason: "connection" });
    await console.close();
    await next.close();
    await relay.close();
  });

  it("notices without a query that a container was stopped, and closes at once", async () => {
    const console = await container.connect();
    expect(console.usable).toBe(true);
    await carrel.containers.stopContainer(container.name);
    await expect.poll(() => console.usable).toBe(false);
    expect(await first(console, "SELECT 1")).toMatchObject({ kind: "error", reason: "connection" });
    await expectQuickClose(console);
    await carrel.docker.getContainer(container.name).start();
  });

  it("notices that a container was killed", async () => {
    await moved();
    await container.openAccess();
    const console = await container.connect();
    await carrel.docker.getContainer(container.name).kill();
    await expect.poll(() => console.usable).toBe(false);
    await expectQuickClose(console);
    await carrel.docker.getContainer(container.name).start();
    await moved();
  });

  it("closes a console of a paused container without waiting for it, also while a statement runs", async () => {
    await container.openAccess();
    const idle = await container.connect();
    const busy = await container.connect();
    const running = first(busy, "SELECT pg_sleep(60)");
    await expect.poll(() => carrel.databaseClient.hasActivity({ ...container, withinMs: 1 })).toBe(true);
    await carrel.docker.getContainer(container.name).pause();
    try {
      await Promise.all([expectQuickClose(idle), expectQuickClose(busy)]);
      expect(await running).toMatchObject({ kind: "error", reason: "connection" });
    } finally {
      await carrel.docker.getContainer(container.name).unpause();
    }
    // Nobody waits for that statement any more, and PostgreSQL ends it.
    const isActive = () => carrel.databaseClient.hasActivity({ ...container, withinMs: 0 });
    await expect.poll(isActive, { timeout: 20_000 }).toBe(false);
  });

  it("tells whether anybody is at work: a statement, another client's transaction or its last minute", async () => {
    const isActive = (withinMs = 0) => carrel.databaseClient.hasActivity({ ...container, withinMs });
    expect(await isActive()).toBe(false);
    const console = await container.connect();
    await console.run("BEGIN; SELECT 1", limits);
    expect(await isActive(60_000)).toBe(false);
    const slow = console.run("SELECT pg_sleep(30)", limits);
    await expect.poll(() => isActive()).toBe(true);
    await console.cancel();
    await slow;
    await console.close();
    const other = new pg.Client({
      ...container.address,
      user: "student",
      password: container.passwords.student,
      database: "exercise",
      application_name: "psql",
    });
    await other.connect();
    await other.query("BEGIN");
    expect(await isActive()).toBe(true);
    await other.query("COMMIT");
    expect(await isActive(60_000)).toBe(true);
    expect(await isActive()).toBe(false);
    await other.end();
    expect(await isActive(60_000)).toBe(false);
  });

  it("throws as pg does where it cannot ask who is at work", async () => {
    await carrel.containers.stopContainer(container.name);
    await expect(carrel.databaseClient.hasActivity({ ...container, withinMs: 1 })).rejects.toThrow();
  });

  /** A container that starts again gets another port. */
  async function moved(): Promise<void> {
    const state = await carrel.containers.findContainer(container.name);
    if (state?.port) container.address.port = state.port;
  }
});

async function expectQuickClose(console: Console): Promise<void> {
  const startedAt = performance.now();
  await console.close();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
}
