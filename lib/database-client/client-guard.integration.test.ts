import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { ClientGuard } from "./client-guard";
import { diskGauge } from "./disk-gauge";

const mebibyte = 1024 * 1024;
const rows = (count: number) => `SELECT n, repeat('x', 1000) FROM generate_series(1, ${count}) AS n`;

/** Each look is made by the test: nothing here depends on how fast anybody writes. */
describe("ClientGuard", () => {
  let carrel: TestInstallation;
  let container: TestContainer;
  let guard: ClientGuard;
  let stopped: { cancelled: number; terminated: number }[] = [];

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel);
  });
  beforeEach(async () => {
    stopped = [];
    const client = await connect();
    await client.query("DROP TABLE IF EXISTS big; CREATE TABLE big (n int, t text)");
    await client.end();
    const { dataBytes, walBytes } = await diskGauge(container).reclaim();
    const diskBytes = dataBytes + walBytes + 32 * mebibyte;
    guard = carrel.databaseClient.guardClients({ ...container, diskBytes, onStopped: (one) => stopped.push(one) });
  });
  afterAll(async () => {
    await container.remove();
    await carrel.close();
  });

  const connect = async () => {
    const { host, port } = container.address;
    const credentials = { user: "student", database: "exercise", password: container.passwords.student };
    const client = new pg.Client({ host, port, ...credentials });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  const size = async () => {
    const gauge = await diskGauge(container).open();
    try {
      return (await gauge.measure()).dataBytes;
    } finally {
      gauge.close();
    }
  };

  it("stops at its first look a client that has passed the quota before anybody looked", async () => {
    const before = await size();
    const writer = await connect();
    const writing = writer.query(
      `WITH written AS (INSERT INTO big ${rows(60_000)} RETURNING n) SELECT pg_sleep(60) FROM (SELECT count(*) FROM written) AS w`,
    );
    const outcome = writing.then(
      () => "done",
      (error: unknown) => error,
    );
    await expect.poll(size, { timeout: 30_000 }).toBeGreaterThan(before + 50 * mebibyte);
    expect(await guard.look()).toMatchObject({ fullInMs: 0 });
    expect(stopped).toEqual([{ cancelled: 1, terminated: 0 }]);
    expect(await outcome).toMatchObject({ code: "57014" });
    // What it took is given back, by a later look where the cancel was heeded late.
    const left = async () => {
      await guard.look();
      await guard.close();
      return size();
    };
    await expect.poll(left, { timeout: 20_000 }).toBeLessThan(before + 32 * mebibyte);
    await writer.end();
  });

  it("says how soon the quota is reached, from the second look on", async () => {
    const writer = await connect();
    await guard.look();
    const growing = async () => {
      await writer.query(`INSERT INTO big ${rows(500)}`);
      const { finding, fullInMs } = await guard.look();
      expect(finding).toBe("busy");
      return fullInMs ?? 0;
    };
    await expect.poll(growing).toBeGreaterThan(0);
    await writer.end();
    await guard.close();
  });

  it("ends a client that goes on with the next small piece however often it is told to stop", async () => {
    await guard.look();
    const writer = await connect();
    const writing = (async () => {
      for (let isOpen = true; isOpen; ) {
        await writer.query(`INSERT INTO big ${rows(2_000)}`).catch((error: { code?: string }) => {
          isOpen = error.code === "57014";
        });
      }
    })();
    let isOver = false;
    void writing.finally(() => {
      isOver = true;
    });
    while (!isOver) await guard.look();
    expect(stopped.reduce((sum, { terminated }) => sum + terminated, 0)).toBeGreaterThan(0);
    await writer.end().catch(() => undefined);
    await guard.close();
  });
});
