import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

describe("the size of the warm pool", () => {
  let carrel: TestInstallation;
  let library: { exerciseId: string; key: string };
  let town: { exerciseId: string; key: string };

  beforeAll(async () => {
    carrel = await openTestInstallation({ POOL_FLOOR: "1", POOL_MAX: "8" });
  });
  beforeEach(async () => {
    // New exercises of the same templates: the starts of one test are not those of another's lesson.
    library = await createTemplate("CREATE TABLE book (id int);");
    town = await createTemplate("CREATE TABLE street (id int);");
  });
  afterEach(async () => {
    await carrel.database.lesson.deleteMany();
    await carrel.database.fleetState.update({ where: { id: 1 }, data: { maxRunning: null, refusal: null } });
    for (const { name } of await carrel.pool.listAll()) {
      await carrel.pool.remove(name);
      await carrel.containers.removeContainer(name);
    }
  });
  afterAll(() => carrel.close());

  async function createTemplate(schemaSql: string) {
    const { exerciseId, databaseId } = await carrel.createExercise({ schemaSql, seedSql: "" });
    return { exerciseId, ...(await carrel.templates.getTemplate(databaseId)) };
  }
  const fillWhole = async () => {
    while (await carrel.poolFiller.fill());
  };
  const waitingOf = async (key: string) =>
    (await carrel.pool.listAll()).filter(({ templateKey }) => templateKey === key).length;
  const prepare = async (students: number) => {
    const teacher = await carrel.createTeacher();
    const startsAt = new Date().toISOString();
    const lesson = await carrel.lessons.prepareLesson(teacher, { exerciseId: library.exerciseId, students, startsAt });
    return { teacher, lesson };
  };
  const setAge = (minutes: number) =>
    carrel.database.$executeRaw`UPDATE pool_containers SET created_at = now() - ${minutes} * interval '1 minute'`;
  const setMaxRunning = (maxRunning: number) =>
    carrel.database.fleetState.update({ where: { id: 1 }, data: { maxRunning } });

  it("grows for a lesson and shrinks when the lesson is gone, once the containers have waited a while", async () => {
    const { teacher, lesson } = await prepare(3);
    await fillWhole();
    expect(await waitingOf(library.key)).toBe(4);
    expect(await waitingOf(town.key)).toBe(1);
    await carrel.lessons.cancelLesson(teacher, lesson.id);
    await fillWhole();
    expect(await waitingOf(library.key)).toBe(4);
    await setAge(11);
    await fillWhole();
    expect(await waitingOf(library.key)).toBe(1);
    expect(await carrel.containers.listContainers()).toHaveLength(2);
  });

  it("keeps for a lesson's students only what those need who have not come yet", async () => {
    await prepare(2);
    await fillWhole();
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId: library.exerciseId, wait: true });
    await fillWhole();
    expect(await waitingOf(library.key)).toBe(2);
    await carrel.sessions.endSession(student, session.id);
  });

  it("adds no more than the host has room for, and makes room when it is lacking", async () => {
    await setMaxRunning(2);
    await prepare(5);
    await fillWhole();
    expect((await carrel.pool.listAll()).length).toBe(2);
    await setMaxRunning(1);
    await fillWhole();
    expect((await carrel.pool.listAll()).map(({ templateKey }) => templateKey)).toEqual([library.key]);
  });

  it("leaves a grader its room, which is nobody's place either", async () => {
    await setMaxRunning(3);
    await carrel.database
      .$executeRaw`INSERT INTO graders (name, key) VALUES ('carrel-grader-a', 'a'), ('carrel-grader-b', 'b')`;
    await prepare(5);
    await fillWhole();
    expect((await carrel.pool.listAll()).length).toBe(1);
    expect(await carrel.database.$queryRaw`SELECT places_in_all(100) AS places`).toEqual([{ places: 1 }]);
    await carrel.database.$executeRaw`DELETE FROM graders`;
  });

  it("adds nothing while the host refuses new databases", async () => {
    await carrel.database.fleetState.update({ where: { id: 1 }, data: { refusal: "The disk is nearly full." } });
    await fillWhole();
    expect(await carrel.pool.listAll()).toEqual([]);
  });

  it("adds nothing while somebody's own start waits for its turn, and goes on afterwards", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId: town.exerciseId, wait: true });
    const setState = (state: "queued" | "ready") =>
      carrel.database.exerciseSession.update({ where: { id: session.id }, data: { state } });
    await setState("queued");
    expect(await carrel.poolFiller.fill()).toBe(true);
    expect(await carrel.pool.listAll()).toEqual([]);
    await setState("ready");
    await fillWhole();
    expect(await waitingOf(library.key)).toBe(1);
    await carrel.sessions.endSession(student, session.id);
  });

  it("lets the rest of a class come first, for a moment after each start", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId: town.exerciseId, wait: true });
    const isStartingAfter = async (ageMs: number) => {
      await carrel.database.$executeRaw`
        UPDATE exercise_sessions SET created_at = now() - ${ageMs} * interval '1 millisecond' WHERE id = ${session.id}`;
      return carrel.pool.isSomebodyStarting();
    };
    // Again where this machine took longer than that moment to ask.
    await expect.poll(() => isStartingAfter(0)).toBe(true);
    expect(await isStartingAfter(1_000)).toBe(false);
    expect(await isStartingAfter(-60_000), "a clock that jumped back keeps nobody waiting").toBe(false);
    await carrel.sessions.endSession(student, session.id);
  });

  it("gives up one container of the template that is missed least, and no two callers the same one", async () => {
    await prepare(2);
    await fillWhole();
    const [first, second] = await Promise.all([carrel.pool.evictOne(), carrel.pool.evictOne()]);
    expect(first).not.toBe(second);
    expect([first, second].some((name) => name?.includes(town.key))).toBe(true);
    for (const name of [first, second]) await carrel.containers.removeContainer(name ?? "");
    expect(await waitingOf(town.key)).toBe(0);
    expect(await waitingOf(library.key)).toBe(2);
  });

  it("never removes a container that was claimed a moment before", async () => {
    await fillWhole();
    const [waiting] = await carrel.pool.listAll();
    expect(await carrel.pool.remove(waiting?.name ?? "")).toBe(true);
    expect(await carrel.pool.remove(waiting?.name ?? "")).toBe(false);
    await carrel.containers.removeContainer(waiting?.name ?? "");
  });
});
