import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

describe("a container in trouble behind Carrel's back", () => {
  let carrel: TestInstallation;
  let exerciseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation({
      KEEPER_LEASE_MS: "1000",
      SESSION_MEMORY_MB: "64",
      SESSION_DISK_MB: "128",
      SESSION_FILE_SIZE_MB: "512",
    });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterEach(() => endEverything(carrel));
  afterAll(() => carrel?.close());

  const settle = () => expectNothingLeaked(carrel, { recover: () => carrel.keeper.keepSessions() });
  const openDesk = async () => {
    const viewer = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(viewer, { exerciseId, wait: true });
    const run = async (sql: string) =>
      (await carrel.sessions.query(viewer, session.id, { sql, console: "main" })).results;
    await run("CREATE TABLE kept AS SELECT 1 AS x");
    return { viewer, id: session.id, run, container: carrel.docker.getContainer(session.containerName ?? "") };
  };
  const keptRow = [{ kind: "rows", rowCount: 1 }];

  it.each(["SIGKILL", "SIGTERM"])("killed by %s, it comes back with what was committed", async (signal) => {
    const { run, container } = await openDesk();
    await container.kill({ signal });
    await expect.poll(() => run("TABLE kept")).toMatchObject(keptRow);
    await settle();
  });

  it("killed while nobody asks, it is brought back or put to sleep by the keeper, with what was committed", async () => {
    const { run, container } = await openDesk();
    await container.kill();
    await settle();
    expect(await run("TABLE kept")).toMatchObject(keptRow);
    await settle();
  });

  it("paused, it goes on with what was committed", async () => {
    const { run, container } = await openDesk();
    await container.pause();
    await settle();
    expect(await run("TABLE kept")).toMatchObject(keptRow);
  });

  it("killed in the middle of a statement, it says that the connection went, and comes back", async () => {
    const { run, container } = await openDesk();
    const sleeping = run("BEGIN; INSERT INTO kept VALUES (2); SELECT pg_sleep(60)");
    await container.kill();
    expect((await sleeping).at(-1)).toMatchObject({ kind: "error", reason: "connection" });
    expect(await run("TABLE kept")).toMatchObject(keptRow);
    await settle();
  });

  it("removed, it is said plainly to be lost, and a fresh one is one start away", async () => {
    const { viewer, id, run, container } = await openDesk();
    await container.remove({ force: true });
    await expect(run("TABLE kept")).rejects.toMatchObject({ code: "session_failed" });
    await settle();
    expect(await carrel.sessions.getSession(viewer, id)).toMatchObject({ state: "failed" });
    const { session } = await carrel.sessions.startSession(viewer, { exerciseId, wait: true });
    const { results } = await carrel.sessions.query(viewer, session.id, { sql: "TABLE member", console: "main" });
    expect(results).toMatchObject([{ kind: "rows", rowCount: 2 }]);
  });

  it("removed while nobody asks, it is said to be lost by the keeper", async () => {
    const { viewer, id, container } = await openDesk();
    await container.remove({ force: true });
    await settle();
    expect(await carrel.sessions.getSession(viewer, id)).toMatchObject({ state: "failed" });
  });

  it("out of memory, it ends the statement, and the next one finds what was committed", async () => {
    const { run } = await openDesk();
    const greedy = "SELECT length(string_agg(repeat(md5(i::text), 1000), '')) FROM generate_series(1, 100000) i";
    expect((await run(greedy)).at(-1)).toMatchObject({ kind: "error" });
    await expect.poll(() => run("TABLE kept")).toMatchObject(keptRow);
    await settle();
  });

  it.each(["the postmaster", "the student's own server process"])("with %s killed, it comes back", async (victim) => {
    const { run, container } = await openDesk();
    const { State: state } = await container.inspect();
    const own = childrenOf(state.Pid).find(({ title }) => title.includes("student exercise"));
    if (!own) throw new Error("the student's server process was not found");
    process.kill(victim === "the postmaster" ? state.Pid : own.pid, "SIGKILL");
    // A start that Docker refused at first is the keeper's to repeat.
    const keptAgain = async () => {
      await carrel.keeper.keepSessions();
      return run("TABLE kept").catch(() => null);
    };
    await expect.poll(keptAgain, { timeout: 50_000 }).toMatchObject(keptRow);
    await settle();
  });

  it("with its disk quota used up, it says so, and the next statement works", async () => {
    const { run } = await openDesk();
    const filling = "CREATE TABLE big AS SELECT repeat(md5(i::text), 30) AS words FROM generate_series(1, 400000) i";
    const ended = (await run(filling)).at(-1);
    expect(ended).toMatchObject({ kind: "error", reason: "limit" });
    await expect.poll(() => run("TABLE kept")).toMatchObject(keptRow);
    await expect.poll(async () => (await run("CREATE TABLE small AS SELECT 1 AS x")).at(-1)?.kind).toBe("command");
    await settle();
  });
});

/** The processes that one process started, with their titles, as the host sees them. */
function childrenOf(parent: number): { pid: number; title: string }[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    // After the name in brackets come the state and the parent.
    const stat = readIfThere(`/proc/${pid}/stat`);
    const [, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(ppid) === parent ? [{ pid: Number(pid), title: readIfThere(`/proc/${pid}/cmdline`) }] : [];
  });
}

/** A process may end while it is looked at. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return "";
    throw error;
  }
}
