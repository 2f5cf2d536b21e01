import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/schemas/user";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { SessionRepository } from "./session-repository";

describe("sleeping and waking", () => {
  let carrel: TestInstallation;
  let exerciseId: string;
  let student: Viewer;
  let id: string;
  const keptTable = "CREATE TABLE kept AS SELECT 1 AS x";

  beforeAll(async () => {
    carrel = await openTestInstallation({ KEEPER_SETTLE_MS: "0" });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterEach(() => carrel.sessions.endSession(student, id));
  afterAll(() => carrel.close());

  const start = async () => {
    student = await carrel.createStudent();
    ({
      session: { id },
    } = await carrel.sessions.startSession(student, { exerciseId, wait: true }));
  };
  const run = async (sql: string) => (await carrel.sessions.query(student, id, { sql, console: "main" })).results;
  const session = () => carrel.sessions.getSession(student, id);
  const container = async () => carrel.containers.findContainer((await session()).containerName ?? "");
  /** As if nobody had used the session for so long. */
  const leaveAlone = (minutes: number) =>
    carrel.database.$executeRaw`
      UPDATE exercise_sessions SET last_active_at = now() - ${minutes} * interval '1 minute' WHERE id = ${id}`;
  const fallAsleep = async () => {
    await leaveAlone(31);
    await carrel.keeper.keepSessions();
    expect(await session()).toMatchObject({ state: "hibernated", port: null });
  };

  it("stops what nobody has used for half an hour, and not a minute earlier", async () => {
    await start();
    await leaveAlone(29);
    await carrel.keeper.keepSessions();
    expect(await session()).toMatchObject({ state: "ready" });
    await fallAsleep();
    expect(await container()).toMatchObject({ running: false });
  });

  it("wakes with the next query, with everything that was committed", async () => {
    await start();
    await run(keptTable);
    await fallAsleep();
    expect(await run("TABLE kept")).toMatchObject([{ kind: "rows", rows: [["1"]] }]);
    expect(await session()).toMatchObject({ state: "ready", port: expect.any(Number) });
  });

  it("wakes once for ten queries at the same time", async () => {
    await start();
    await fallAsleep();
    const answers = await Promise.all(Array.from({ length: 10 }, () => run("SELECT 1")));
    expect(answers.every(([result]) => result?.kind === "rows")).toBe(true);
    expect(await carrel.containers.listContainers()).toHaveLength(1);
  });

  it("wakes when its page is opened, and when psql asks for the connection", async () => {
    await start();
    await fallAsleep();
    const seen: string[] = [];
    const gone = new AbortController();
    for await (const event of await carrel.sessions.watchSession(student, id, gone.signal)) {
      seen.push(event.session.state);
      if (event.session.state === "ready") gone.abort();
    }
    // Whether it is still seen asleep depends on who is faster, the page or the one who wakes it.
    expect([...new Set(seen)].filter((state) => state !== "hibernated")).toEqual(["starting", "ready"]);
    await fallAsleep();
    const { port } = await carrel.sessions.getConnection(student, id);
    expect(await session()).toMatchObject({ state: "ready", port });
  });

  it("is not woken by somebody who only looks at its state, or at the list", async () => {
    await start();
    await fallAsleep();
    await carrel.sessions.listLiveSessions({ studentId: student.id });
    await carrel.keeper.keepSessions();
    expect(await session()).toMatchObject({ state: "hibernated" });
  });

  it("stays awake while a page is open", async () => {
    await start();
    await leaveAlone(31);
    const gone = new AbortController();
    const events = await carrel.sessions.watchSession(student, id, gone.signal);
    await events.next();
    await carrel.keeper.keepSessions();
    expect(await session()).toMatchObject({ state: "ready" });
    gone.abort();
    await events.return(undefined);
  });

  it("stays awake while a statement runs, however long it takes", async () => {
    await start();
    const slow = run("SELECT pg_sleep(3)");
    await expect.poll(async () => (await container())?.running).toBe(true);
    await leaveAlone(31);
    await carrel.keeper.keepSessions();
    expect(await session()).toMatchObject({ state: "ready" });
    expect(await slow).toMatchObject([{ kind: "rows" }]);
  });

  it("lets the query win that comes while it falls asleep", async () => {
    await start();
    await run(keptTable);
    for (let round = 0; round < 4; round++) {
      await leaveAlone(31);
      const [results] = await Promise.all([run("TABLE kept"), carrel.keeper.keepSessions()]);
      expect(results).toMatchObject([{ kind: "rows", rows: [["1"]] }]);
    }
    expect(await run("TABLE kept")).toMatchObject([{ kind: "rows", rows: [["1"]] }]);
  });

  it("is stopped by the next keeper when the one that put it to sleep died before", async () => {
    await start();
    await carrel.database.exerciseSession.update({ where: { id }, data: { state: "hibernated", port: null } });
    await carrel.keeper.keepSessions();
    expect(await container()).toMatchObject({ running: false });
    expect(await run("TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
  });

  it("tells the page that a full disk put it to sleep, until it falls asleep for another reason", async () => {
    await start();
    const repository = new SessionRepository(carrel.database, { leaseMs: 1, retentionMs: 86_400_000 });
    const asleep = { id, idleMs: -3_600_000, holder: "test", isForDisk: true };
    expect(await repository.setHibernated(asleep)).toBe(true);
    const told = async () => {
      const gone = new AbortController();
      const events = await carrel.sessions.watchSession(student, id, gone.signal);
      const { value } = await events.next();
      gone.abort();
      await events.return(undefined);
      return value?.diskSleepAt;
    };
    expect(await told()).toEqual(expect.any(String));
    await run("SELECT 1");
    expect(await told()).toEqual(expect.any(String));
    await fallAsleep();
    expect(await told()).toBeNull();
  });

  it("gives fresh data to a reset of a sleeping session", async () => {
    await start();
    await run("DROP TABLE member");
    await fallAsleep();
    await carrel.sessions.resetSession(student, id);
    expect(await run("TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
  });

  it("says plainly that a sleeping session's container was removed", async () => {
    await start();
    await fallAsleep();
    await carrel.docker.getContainer((await session()).containerName ?? "").remove({ force: true });
    await carrel.keeper.keepSessions();
    expect(await session()).toMatchObject({ state: "failed" });
    await expect(run("SELECT 1")).rejects.toMatchObject({ code: "session_failed" });
  });

  it("sleeps on after a reboot where nobody is there, and comes back for whoever is", async () => {
    await start();
    await run(keptTable);
    const [ada, hers] = [student, id];
    const grace = await carrel.createStudent("grace");
    const { session: other } = await carrel.sessions.startSession(grace, { exerciseId, wait: true });
    await leaveAlone(10);
    for (const { name } of await carrel.containers.listContainers()) await carrel.docker.getContainer(name).kill();
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(ada, hers)).toMatchObject({ state: "hibernated" });
    expect(await carrel.sessions.getSession(grace, other.id)).toMatchObject({ state: "ready" });
    expect(await run("TABLE kept")).toMatchObject([{ kind: "rows", rows: [["1"]] }]);
    await carrel.sessions.endSession(grace, other.id);
  });

  it("does not run what nobody waits for any more: behind another query, or asleep", async () => {
    await start();
    const gone = new AbortController();
    const slow = run("SELECT pg_sleep(0.5)");
    const unwanted = { sql: "CREATE TABLE unwanted ()", console: "main" as const, caller: gone.signal };
    const behind = carrel.sessions.query(student, id, unwanted);
    gone.abort();
    await expect(behind).rejects.toMatchObject({ code: "caller_gone" });
    await slow;
    await fallAsleep();
    await expect(carrel.sessions.query(student, id, unwanted)).rejects.toMatchObject({ code: "caller_gone" });
    expect(await run("SELECT to_regclass('unwanted')")).toMatchObject([{ rows: [[null]] }]);
  });

  it("starts another container where one was removed before it had its name and anybody used it", async () => {
    await start();
    await carrel.database.exerciseSession.update({ where: { id }, data: { pooledName: `pooled-${id}` } });
    await carrel.docker.getContainer((await session()).containerName ?? "").remove({ force: true });
    expect(await run("TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
  });

  it("gives up its place to whoever queues, as soon as the idle clock is believed, and a future lease keeps none", async () => {
    await start();
    const unsure = carrel.composeAgain({ SESSION_MAX_LIVE: "1", KEEPER_SETTLE_MS: "600000" });
    const sure = carrel.composeAgain({ SESSION_MAX_LIVE: "1" });
    const grace = await carrel.createStudent("grace");
    await leaveAlone(10);
    await expect(unsure.sessions.startSession(grace, { exerciseId, wait: true })).rejects.toMatchObject({
      code: "capacity_full",
    });
    const { session: hers } = await unsure.sessions.startSession(grace, { exerciseId, wait: false });
    expect(hers).toMatchObject({ state: "queued", queuePosition: 1 });
    await sure.keeper.keepSessions();
    expect(await session()).toMatchObject({ state: "hibernated" });
    const seated = () => carrel.sessions.getSession(grace, hers.id);
    await expect.poll(seated).toMatchObject({ state: "ready" });
    await carrel.sessions.endSession(grace, hers.id);
    // As before a clock that jumped back an hour.
    await carrel.database.$executeRaw`
      UPDATE exercise_sessions SET lease_holder = 'jumped', lease_until = now() + interval '1 hour' WHERE id = ${id}`;
    await sure.keeper.keepSessions();
    const { session: again } = await sure.sessions.startSession(grace, { exerciseId, wait: true });
    expect(again).toMatchObject({ state: "ready" });
    await carrel.sessions.endSession(grace, again.id);
    await Promise.all([sure.close(), unsure.close()]);
  });
});
