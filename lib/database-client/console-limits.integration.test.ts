import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueryResponse } from "@/lib/schemas/query";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";

const mebibyte = 1024 * 1024;
const limits = { timeoutMs: 20_000, maxRows: 1_000, maxBytes: mebibyte, diskBytes: 512 * mebibyte };

describe("the limits of a console", () => {
  let carrel: TestInstallation;
  let container: TestContainer;
  let console: Console;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel, { memoryBytes: 1024 * mebibyte });
    console = await container.connect();
  });
  afterAll(async () => {
    await carrel.databaseClient.close(console);
    await container.remove();
    await carrel.close();
  });

  const run = (sql: string, some: Partial<typeof limits> = {}): Promise<QueryResponse> =>
    console.run(sql, { ...limits, ...some });
  const works = async () => expect((await run("SELECT 1")).results).toMatchObject([{ kind: "rows", rows: [["1"]] }]);

  it.each([
    ["a value", "SELECT repeat('x', 64000000)"],
    ["a notice", "DO $$ BEGIN RAISE NOTICE '%', repeat('x', 64000000); END $$"],
    ["an error", "DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 64000000); END $$"],
    ["a line of COPY", "COPY (SELECT repeat('x', 64000000)) TO STDOUT"],
  ])(
    "refuse %s of 64 megabytes instead of receiving it, and name the transaction that is lost by it",
    async (_, sql) => {
      await using relay = await countingRelay(container.address);
      const relayed = await carrel.databaseClient.connect({ address: relay.address, passwords: container.passwords });
      const text = `BEGIN; CREATE TABLE lost (id int); ${sql}; SELECT 'not reached'`;
      const { results, transaction } = await relayed.run(text, limits);
      // What the sockets on the way hold is all that PostgreSQL could get rid of.
      expect(relay.receivedBytes()).toBeLessThan(30 * mebibyte);
      expect(results).toHaveLength(3);
      expect(results[2]).toMatchObject({
        kind: "error",
        reason: "limit",
        message: expect.stringContaining("larger than 1 MB"),
        hint: expect.stringContaining("transaction that was open was rolled back"),
      });
      expect(transaction).toBe("idle");
      expect(relayed.usable).toBe(false);
      expect((await run("SELECT to_regclass('lost')")).results).toMatchObject([{ rows: [[null]] }]);
    },
  );

  it("take a row that is just small enough, and keep no more of wide rows than fits", async () => {
    expect((await run("SELECT repeat('x', 1000000)")).results).toMatchObject([{ kind: "rows", truncated: false }]);
    const { results } = await run("SELECT repeat('x', 100000) FROM generate_series(1, 100000)");
    expect(results).toMatchObject([{ kind: "rows", rowCount: 11, truncated: true }]);
  });

  it.each([1, 63, 64, 65, 256, 320, 1_000])("tell exactly %i rows from more", async (maxRows) => {
    const exact = await run(`SELECT FROM generate_series(1, ${maxRows})`, { maxRows });
    expect(exact.results).toMatchObject([{ command: `SELECT ${maxRows}`, rowCount: maxRows, truncated: false }]);
    const more = await run(`SELECT FROM generate_series(1, ${maxRows + 1})`, { maxRows });
    expect(more.results).toMatchObject([{ command: `SELECT ${maxRows}`, rowCount: maxRows, truncated: true }]);
  });

  it.each([
    ["INSERT INTO many SELECT generate_series(1, 5000) RETURNING n", "INSERT 0 5000"],
    ["/* all */ UPDATE many SET n = -n RETURNING *", "UPDATE 5000"],
    [
      "WITH x AS (SELECT 0) MERGE INTO many USING x ON n > 0 WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN INSERT VALUES (0) RETURNING n",
      "MERGE 1",
    ],
    [
      "BEGIN; DECLARE c CURSOR FOR TABLE many; FETCH 4000 IN c; FETCH ALL IN c; CLOSE c; ALTER TABLE many ADD x int; ROLLBACK",
      "FETCH 4000 FETCH 1001",
    ],
    [
      "BEGIN; SAVEPOINT a; DELETE FROM many RETURNING n; ROLLBACK TO a; DELETE FROM many WHERE n < -10 RETURNING n; COMMIT",
      "DELETE 5001 DELETE 4990",
    ],
    ["PREPARE p AS SELECT FROM generate_series(1, 3000); EXECUTE p", "SELECT 3000"],
    ["WITH x AS (DELETE FROM many RETURNING n) SELECT * FROM x", "SELECT 10"],
  ])("give few of the rows, and PostgreSQL's own tag for all that was done: %s", async (sql, tags) => {
    await run("CREATE TABLE IF NOT EXISTS many (n int)");
    const { results, transaction } = await run(sql, { maxRows: 10 });
    expect(results.filter(({ kind }) => kind === "error")).toEqual([]);
    const rows = results.filter((result) => result.kind === "rows");
    expect(rows.map(({ command }) => command).join(" ")).toBe(tags);
    expect(rows.every(({ rowCount }) => rowCount <= 10)).toBe(true);
    expect(transaction).toBe("idle");
  });

  it("are one limit on size for all results of a request, and count rows of nothing too", async () => {
    const { results } = await run("SELECT NULL FROM generate_series(1, 1000000);".repeat(20), { maxRows: 100_000 });
    const rows = results.map((result) => (result.kind === "rows" ? result.rowCount : -1));
    expect(results).toHaveLength(20);
    expect(rows[0]).toBe(100_000);
    expect(rows.slice(2)).toEqual(Array(18).fill(0));
    expect(results.every((result) => result.kind === "rows" && result.truncated)).toBe(true);
  });

  it("are limits on a whole run too, however little each of its statements costs", async () => {
    const { results } = await run("\\q\n".repeat(300_000));
    expect(results.length).toBeLessThan(100_000);
    expect(results.at(-1)).toMatchObject({ kind: "error", reason: "limit", statement: "\\q" });
    await works();
  });

  it("show as many columns as PostgreSQL can give", async () => {
    const columns = Array.from({ length: 1_664 }, (_, index) => `${index} AS c`).join(", ");
    const { results } = await run(`SELECT ${columns}`);
    expect(results[0]?.kind === "rows" && results[0].columns.length).toBe(1_664);
    expect((await run(`SELECT ${columns}, 1`)).results).toMatchObject([{ kind: "error", sqlState: "54011" }]);
  });

  it("keep a thousand notices of a run, and count the rest", async () => {
    const { results } = await run("DO $$ BEGIN FOR i IN 1..5000 LOOP RAISE NOTICE '%', i; END LOOP; END $$; SELECT 1");
    expect(results[0]?.notices).toHaveLength(1_001);
    expect(results[0]?.notices.at(-1)?.message).toBe("4000 more notices are not shown.");
    expect(results[1]).toMatchObject({ kind: "rows", notices: [] });
  });

  it.each(["COPY member FROM STDIN", "COPY (SELECT generate_series(1, 100000000)) TO STDOUT", "COPY member TO STDOUT"])(
    "end %s amid other statements with a clear error, which fails the transaction around it",
    async (copy) => {
      const alone = await run(`SELECT 1; ${copy}; SELECT 2`);
      expect(alone.results).toMatchObject([{ kind: "rows" }, { kind: "error", reason: "limit" }]);
      expect(alone.transaction).toBe("idle");
      expect((await run(`BEGIN; ${copy}`)).transaction).toBe("failed");
      expect((await run("COMMIT")).results).toMatchObject([{ kind: "command", command: "ROLLBACK" }]);
      await works();
    },
  );

  it("stop a statement that is read in batches, also when PostgreSQL waits for the next one", async () => {
    const busy = "SELECT g, pg_sleep(0.001) FROM generate_series(1, 1000000) AS g";
    const { results } = await run(busy, { timeoutMs: 300, maxRows: 100_000 });
    expect(results).toMatchObject([{ kind: "error", reason: "timeout" }]);
    await works();
  });

  it("leave PostgreSQL's own time-out to whoever has set it", async () => {
    await run("CREATE TYPE mood AS ENUM ('good'); SET statement_timeout = 50");
    const { results } = await run("SELECT pg_sleep(5)");
    expect(results).toMatchObject([
      { reason: "sql", sqlState: "57014", message: "canceling statement due to statement timeout" },
    ]);
    await run("SET statement_timeout = 1");
    for (let index = 0; index < 20; index++) {
      expect((await run("SELECT 'good'::mood")).results).toHaveLength(1);
    }
    expect((await run("RESET statement_timeout")).results).toHaveLength(1);
    await works();
  });

  it("cancel what runs and nothing after it, however close the two are", async () => {
    for (let round = 0; round < 40; round++) {
      const first = run(`SELECT pg_sleep(${(round % 6) / 1000})`);
      const second = run("SELECT pg_sleep(0.002), 'second'");
      await new Promise((resolve) => setTimeout(resolve, round % 7));
      const [, one] = await Promise.all([console.cancel(), first]);
      // Where the cancel came after the first had ended, it meant the second, which ran then.
      const two = await second;
      const cancelled = [one, two].filter(({ results }) => results.some((result) => result.kind === "error"));
      expect(cancelled.length).toBeLessThanOrEqual(1);
      await works();
    }
  });

  it("cancel a run between two of its statements", async () => {
    const many = run("SELECT 1;".repeat(5_000));
    await expect.poll(() => console.cancel()).toBe(true);
    const { results } = await many;
    expect(results.at(-1)).toMatchObject({ kind: "error", reason: "cancelled" });
    expect(await console.cancel()).toBe(false);
    await works();
  });
});

/** Passes one client's bytes on to PostgreSQL, and counts what came from there. */
async function countingRelay(target: { host: string; port: number }) {
  let received = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) sockets.add(socket.on("error", () => undefined));
    upstream.on("data", (chunk) => {
      received += chunk.length;
    });
    upstream.on("close", () => client.destroy());
    client.on("close", () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return {
    address: { host: "127.0.0.1", port: address.port },
    receivedBytes: () => received,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), "close");
    },
  };
}
