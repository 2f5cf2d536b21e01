import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/schemas/user";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { OpenTransactions } from "./open-transactions";
import { SessionConsoles } from "./session-consoles";

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
    },
  ]);
  expect(transaction).toBe("idle");
  expect((await run("main", "TABLE kept")).results).toMatchObject([{ kind: "rows", rows: [] }]);
});

it("goes on without a word where no transaction was open", async () => {
  await end("main");
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
});
