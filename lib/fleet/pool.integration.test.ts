import { randomInt } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

describe("the warm pool", () => {
  let carrel: TestInstallation;
  let exerciseId: string;
  let databaseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation({ POOL_FLOOR: "1", POOL_MAX: "1" });
    ({ exerciseId, databaseId } = await carrel.createExercise());
  });
  afterEach(async () => {
    for (const { name } of await carrel.pool.listAll()) await carrel.pool.remove(name);
    await carrel.keeper.keepSessions();
  });
  afterAll(() => carrel.close());

  const names = async () => (await carrel.containers.listContainers()).map(({ name }) => name);
  const start = async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    const run = async (sql: string) =>
      (await carrel.sessions.query(student, session.id, { sql, console: "main" })).results;
    return { student, session, run, end: () => carrel.sessions.endSession(student, session.id) };
  };
  const fillWhole = async () => {
    while (await carrel.poolFiller.fill());
  };

  it("keeps its floor waiting, and not one more", async () => {
    await fillWhole();
    await fillWhole();
    const [waiting, ...others] = await carrel.pool.listAll();
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ state: "ready", port: expect.any(Number) });
    expect(await names()).toEqual([waiting?.name]);
  });

  it("gives a start the container that waits, under the session's name and with fresh passwords", async () => {
    await fillWhole();
    const [waiting] = await carrel.pool.listAll();
    const before = await carrel.containers.findContainer(waiting?.name ?? "");
    const { session, run, end } = await start();
    await expect.poll(names).toEqual([session.containerName]);
    const after = await carrel.containers.findContainer(session.containerName ?? "");
    expect(after).toMatchObject({ id: before?.id, running: true, port: session.port });
    expect(session.containerName).toMatch(/^sql-exercise-/);
    expect(await names()).toEqual([session.containerName]);
    expect(await carrel.pool.listAll()).toEqual([]);
    expect(await run("TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    await end();
    expect(await names()).toEqual([]);
  });

  it("gives no two students the same container", async () => {
    await fillWhole();
    const desks = await Promise.all([start(), start(), start()]);
    expect(new Set(desks.map(({ session }) => session.containerName)).size).toBe(3);
    expect(new Set(desks.map(({ session }) => session.port)).size).toBe(3);
    await Promise.all(desks.map(({ end }) => end()));
    expect(await names()).toEqual([]);
  });

  it("resets by a swap with a waiting container", async () => {
    const { student, session, run, end } = await start();
    await run("DROP TABLE member");
    await fillWhole();
    const [waiting] = await carrel.pool.listAll();
    const before = await carrel.containers.findContainer(waiting?.name ?? "");
    const reset = await carrel.sessions.resetSession(student, session.id);
    // The name follows when the student is already in, and the old container goes then, too.
    await expect.poll(names).toEqual([reset.containerName]);
    expect(await carrel.containers.findContainer(reset.containerName ?? "")).toMatchObject({ id: before?.id });
    expect(await run("TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    await end();
  });

  it("starts another container where the one that waited is dead", async () => {
    await fillWhole();
    const [waiting] = await carrel.pool.listAll();
    await carrel.docker.getContainer(waiting?.name ?? "").kill();
    const { session, run, end } = await start();
    expect(await run("TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    expect(await names()).toEqual([session.containerName]);
    await end();
  });

  it.each(["before", "after"])("finishes a claim whose process died %s the rename", async (moment) => {
    await fillWhole();
    const [waiting] = await carrel.pool.listAll();
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    const containerName = session.containerName ?? "";
    await expect.poll(names).toEqual([containerName]);
    if (moment === "before") await carrel.containers.renameContainer(containerName, waiting?.name ?? "");
    await carrel.database.exerciseSession.update({
      where: { id: session.id },
      data: { state: "starting", pooledName: waiting?.name, readyAt: null },
    });
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(student, session.id)).toMatchObject({ state: "ready", containerName });
    await expect.poll(names).toEqual([containerName]);
    const { results } = await carrel.sessions.query(student, session.id, { sql: "TABLE member", console: "main" });
    expect(results).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    await carrel.sessions.endSession(student, session.id);
  });

  it("drops what waits with data that is no longer the exercise's", async () => {
    await fillWhole();
    await carrel.database.exerciseDatabase.update({ where: { id: databaseId }, data: { seedSql: "" } });
    await carrel.templates.ensureTemplate(databaseId);
    const [old] = await carrel.pool.listAll();
    await fillWhole();
    const [fresh] = await carrel.pool.listAll();
    expect(fresh?.templateKey).not.toBe(old?.templateKey);
    expect(await names()).toEqual([fresh?.name]);
  });

  it("clears away what a keeper that died was filling", async () => {
    const { key } = await carrel.templates.getTemplate(databaseId);
    const name = await carrel.pool.insertStarting(key, { admin: "a", student: "s" });
    await carrel.database.poolContainer.update({ where: { name }, data: { createdAt: new Date(0) } });
    await carrel.keeper.keepSessions();
    expect(await carrel.pool.listAll()).toEqual([]);
  });

  it("gives the port of one that waits to a build that finds none free", async () => {
    const port = randomInt(20_000, 22_000);
    const crowded = await openTestInstallation({ POOL_FLOOR: "1", SESSION_PORT_RANGE: `${port}-${port}` });
    await crowded.createExercise();
    while (await crowded.poolFiller.fill());
    expect(await crowded.pool.listAll()).toMatchObject([{ state: "ready", port }]);
    const { databaseId: unbuilt } = await crowded.createExercise({
      seedSql: "INSERT INTO member VALUES (3, 'Edsger');",
      build: false,
    });
    await crowded.keeper.keepTemplates();
    expect(await crowded.database.exerciseDatabase.findUniqueOrThrow({ where: { id: unbuilt } })).toMatchObject({
      buildState: "ready",
    });
    expect(await crowded.pool.listAll()).toEqual([]);
    await crowded.close();
  });
});
