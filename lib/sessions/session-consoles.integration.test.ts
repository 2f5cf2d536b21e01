import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
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
  consoles = new SessionConsoles(carrel.databaseClient);
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
