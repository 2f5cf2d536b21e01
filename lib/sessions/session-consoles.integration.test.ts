import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/schemas/user";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { OpenTransactions } from "./open-transactions";
import { SessionConsoles } from "./session-consoles";
import { SessionRepository } from "./session-repository";

const limits = {
  timeoutMs: 10_000,
  maxRows: 10,
  maxBytes: 1024 * 1024,
  diskBytes: 512 * 1024 * 1024,
};

let carrel: TestInstallation;
let container: TestContainer;
let consoles: SessionConsoles;

beforeAll(async () => {
  carrel = await openTestInstallation();
  container = await openTestContainer(carrel);
  consoles = new SessionConsoles(carrel.databaseClient, new OpenTransactions(carrel));
});
afterAll(async () => {
  await consoles.closeEverything();
  await container.remove();
  await carrel.close();
});

const get = (name: "main" | "second") => {
  const { name: containerName, address, passwords } = container;
  return consoles.get({ sessionId: "one", console: name, containerName, address }, async () => passwords);
};
const run = async (name: "main" | "second", sql: string) => (await get(name)).run(sql, limits);
const end = async (name: "main" | "second") => {
  const console = await get(name);
  const { results } = await console.run("SELECT pg_backend_pid()", limits);
  const pid = results[0]?.kind === "rows" ? results[0].rows[0]?.[0] : null;
  await run(name === "main" ? "second" : "main", `SELECT pg_terminate_backend(${pid})`);
  await expect.poll(() => console.usable).toBe(false);
};

it("says of a transaction that was lost while nothing ran that it is lost, once, and runs nothing outside of it", async () => {
  await run("main", "CREATE TABLE kept (id int); BEGIN; INSERT INTO kept VALUES (1)");
  await end("main");
  const { results, transaction } = await run("main", "INSERT INTO kept VALUES (2); COMMIT");
  expect(results).toMatchObject([
    {
      kind: "error",
      reason: "connection",
      message: expect.stringContaining("transaction that was open was rolled back"),
      sqlState: "57P01",
      detail: "terminating connection due to administrator command",
    },
  ]);
  expect(transaction).toBe("idle");
  expect((await run("main", "TABLE kept")).results).toMatchObject([{ kind: "rows", rows: [] }]);
});

it("goes on without a word where no transaction was open, and keeps nothing of a connection that is over", async () => {
  await end("main");
  await expect.poll(() => consoles.find("one", "main")).toBeNull();
  expect((await run("main", "SELECT 1")).results).toMatchObject([{ kind: "rows" }]);
});

it("keeps a transaction of each console apart from the other's, open and failed", async () => {
  expect((await run("main", "BEGIN; SELECT nosuch")).transaction).toBe("failed");
  expect((await run("second", "BEGIN; SELECT 1")).transaction).toBe("open");
  expect((await run("main", "COMMIT")).results).toMatchObject([{ command: "ROLLBACK" }]);
  expect((await run("second", "COMMIT")).results).toMatchObject([{ command: "COMMIT" }]);
});

describe("a session whose web server is started anew", () => {
  let student: Viewer;
  let id: string;

  beforeAll(async () => {
    const { exerciseId } = await carrel.createExercise();
    student = await carrel.createStudent();
    ({ id } = (await carrel.sessions.startSession(student, { exerciseId, wait: true })).session);
  });
  afterAll(() => carrel.sessions.endSession(student, id));

  const ask = async (services: Pick<TestInstallation, "sessions">, sql: string) =>
    services.sessions.query(student, id, { sql, console: "main" });
  const openCount = () => carrel.database.openTransaction.count();

  it("is told once that the transaction is gone that was open, and that nothing ran outside of it", async () => {
    const before = carrel.composeAgain();
    await ask(before, "BEGIN; INSERT INTO member VALUES (8, 'Barbara')");
    await before.close();
    const after = carrel.composeAgain();
    const lost = await ask(after, "INSERT INTO member VALUES (9, 'Edsger'); COMMIT");
    expect(lost).toMatchObject({
      results: [{ kind: "error", reason: "connection", message: expect.stringContaining("was rolled back") }],
      transaction: "idle",
    });
    expect((await ask(after, "SELECT count(*) FROM member")).results).toMatchObject([{ rows: [["2"]] }]);
    expect(await openCount()).toBe(0);
    await after.close();
  });

  it("is told of a transaction that was cut off in the run that began it", async () => {
    const before = carrel.composeAgain();
    const cutOff = ask(before, "BEGIN; INSERT INTO member VALUES (7, 'Lost'); SELECT pg_sleep(60); COMMIT");
    await expect.poll(openCount).toBe(1);
    // The process before writes nothing more until its statement ends, as one that was killed.
    const after = carrel.composeAgain();
    expect(await ask(after, "SELECT 1")).toMatchObject({
      results: [{ kind: "error", reason: "connection", message: expect.stringContaining("was rolled back") }],
    });
    expect((await ask(after, "SELECT FROM member WHERE id = 7")).results).toMatchObject([{ rows: [] }]);
    await before.sessions.cancel(student, id, "main");
    await cutOff;
    await before.close();
    await after.close();
  });

  it("is told nothing where the transaction was over, or in a container that is gone", async () => {
    const before = carrel.composeAgain();
    await ask(before, "BEGIN; SELECT nosuch");
    expect(await openCount()).toBe(1);
    await ask(before, "ROLLBACK; BEGIN; SELECT 1; COMMIT");
    expect(await openCount()).toBe(0);
    await before.close();
    const after = carrel.composeAgain();
    expect((await ask(after, "BEGIN")).results).toMatchObject([{ command: "BEGIN" }]);
    await after.sessions.resetSession(student, id);
    expect((await ask(after, "SELECT 1")).results).toMatchObject([{ kind: "rows" }]);
    await after.close();
    expect(await openCount()).toBe(0);
  });

  it("is told that it is not known where the answer to a COMMIT got lost, and in the next answer what became of it", async () => {
    const { containerName, port } = await carrel.sessions.getSession(student, id);
    if (!containerName || !port) throw new Error("the session has no container");
    await using relay = await relayWithoutCommits(port);
    const { leaseMs, retentionMs } = { ...carrel.config.keeper, ...carrel.config.session };
    const passwords = () => new SessionRepository(carrel.database, { leaseMs, retentionMs }).getPasswords(id);
    const place = { sessionId: id, console: "second" as const, containerName };
    const others = new SessionConsoles(carrel.databaseClient, new OpenTransactions(carrel));
    const query = async (sql: string) => {
      const console = await others.get({ ...place, address: relay.address }, passwords);
      const { results } = await console.run(sql, limits);
      await others.keepTransaction(place, console);
      return results;
    };
    const told = (words: string) => [{ reason: "connection", message: expect.stringContaining(words) }];
    expect(await query("BEGIN; INSERT INTO member VALUES (10, 'Alan')")).toHaveLength(2);
    expect(await query("COMMIT; SELECT 1")).toMatchObject(told("is not known"));
    expect(await openCount()).toBe(1);
    expect(await query("SELECT 1")).toMatchObject(told("transaction that was open was committed"));
    expect(await query("SELECT name FROM member WHERE id = 10")).toMatchObject([{ rows: [["Alan"]] }]);
    // One that began in the run of its COMMIT, too, if it lasted.
    const inOne = await query("BEGIN; DELETE FROM member WHERE id = 10; SELECT pg_sleep(1); COMMIT");
    expect(inOne.slice(3)).toMatchObject(told("is not known"));
    expect(await query("SELECT 1")).toMatchObject(told("transaction that was open was committed"));
    expect(await query("SELECT FROM member WHERE id = 10")).toMatchObject([{ rowCount: 0 }]);
    expect(await openCount()).toBe(0);
    await others.closeEverything();
  });
});

/** Passes everything on between a client and PostgreSQL, but cuts the connection in place of telling that something was committed. */
async function relayWithoutCommits(port: number) {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect({ host: "127.0.0.1", port });
    for (const socket of [client, upstream]) sockets.add(socket.on("error", () => undefined));
    client.on("close", () => upstream.destroy()).pipe(upstream);
    upstream.on("close", () => client.destroy());
    upstream.on("data", (chunk) => (chunk.includes("COMMIT\0") ? client.destroy() : client.write(chunk)));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return {
    address: { host: "127.0.0.1", port: address.port },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), "close");
    },
  };
}
