import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { isKeeperActive, takeKeeperLock } from "./keeper-lock";

describe("Keeper", () => {
  let carrel: TestInstallation;
  let exerciseId: string;
  const image = process.env.EXERCISE_IMAGE ?? "";

  beforeAll(async () => {
    carrel = await openTestInstallation({ KEEPER_SETTLE_MS: "0" });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterAll(() => carrel.close());

  const names = async () => (await carrel.containers.listContainers()).map(({ name }) => name);

  it("removes a container that no row knows, and no container of anybody else", async () => {
    const orphan = `sql-exercise-orphan-${newId()}`;
    await carrel.containers.startContainer({ name: orphan, image, role: "session" }, async () => undefined);
    const foreign = await carrel.docker.createContainer({
      name: `foreign-${newId()}`,
      Image: image,
      // The image bears the label of an installation whose keeper may be at work beside these tests.
      Labels: { "carrel.role": "session", "carrel.instance": "" },
    });
    await carrel.keeper.keepSessions();
    const stillThere = await foreign.inspect();
    await foreign.remove({ force: true });
    expect(await names()).toEqual([]);
    expect(stillThere.Id).toBe(foreign.id);
  });

  it("finishes a start that another process left in the middle", async () => {
    const student = await carrel.createStudent();
    const dying = carrel.composeAgain();
    const { session } = await dying.sessions.startSession(student, { exerciseId, wait: false });
    // What a SIGKILL leaves: a row that is starting, and a lease that runs out because nobody renews it.
    await expect.poll(async () => (await carrel.sessions.getSession(student, session.id)).state).toBe("ready");
    await carrel.database.exerciseSession.update({
      where: { id: session.id },
      data: {
        state: "starting",
        stage: "postgres",
        readyAt: null,
        leaseHolder: "dead",
        leaseUntil: new Date(Date.now() - 1_000),
      },
    });
    await dying.close();
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(student, session.id)).toMatchObject({ state: "ready" });
    expect(await names()).toEqual([session.containerName]);
    await carrel.sessions.endSession(student, session.id);
  });

  it("leaves a start alone that somebody is working on", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    const leased = { state: "starting" as const, leaseHolder: "alive", leaseUntil: new Date(Date.now() + 10_000) };
    await carrel.database.exerciseSession.update({ where: { id: session.id }, data: leased });
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(student, session.id)).toMatchObject({ state: "starting" });
    await carrel.database.exerciseSession.update({
      where: { id: session.id },
      data: { leaseHolder: null, leaseUntil: null },
    });
    await carrel.sessions.endSession(student, session.id);
  });

  it("brings a session up again whose container was killed, with its committed data", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    await carrel.sessions.query(student, session.id, { sql: "CREATE TABLE kept AS SELECT 1 AS x", console: "main" });
    await carrel.docker.getContainer(session.containerName ?? "").kill();
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(student, session.id)).toMatchObject({ state: "ready" });
    const { results } = await carrel.sessions.query(student, session.id, { sql: "TABLE kept", console: "main" });
    expect(results).toMatchObject([{ kind: "rows", rows: [["1"]] }]);
    await carrel.sessions.endSession(student, session.id);
  });

  it("ends a session whose time is over, by the database's clock", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    await carrel.database
      .$executeRaw`UPDATE exercise_sessions SET expires_at = now() - interval '1 second' WHERE id = ${session.id}`;
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(student, session.id)).toMatchObject({ state: "ended" });
    expect(await names()).toEqual([]);
  });

  it("builds what is missing when it runs, and stops when it is told to", async () => {
    const { databaseId } = await carrel.createExercise({
      schemaSql: "CREATE TABLE built (id int);",
      seedSql: "",
      build: false,
    });
    const stop = new AbortController();
    const running = carrel.keeper.run(stop.signal);
    const state = async () =>
      (await carrel.database.exerciseDatabase.findUniqueOrThrow({ where: { id: databaseId } })).buildState;
    await expect.poll(state, { timeout: 30_000 }).toBe("ready");
    stop.abort();
    await running;
  });

  it("is one at a time: a second keeper waits until the first is gone", async () => {
    const { databaseUrl: url } = carrel.config;
    const onLost = (error: Error) => {
      throw error;
    };
    expect(await isKeeperActive(carrel.database)).toBe(false);
    const release = await takeKeeperLock({ url, onLost });
    expect(await isKeeperActive(carrel.database)).toBe(true);
    let secondActive = false;
    const second = takeKeeperLock({ url, onLost }).then((releaseSecond) => {
      secondActive = true;
      return releaseSecond;
    });
    expect(await Promise.race([second.then(() => "second"), carrel.readHealth().then(() => "still waiting")])).toBe(
      "still waiting",
    );
    expect(secondActive).toBe(false);
    await release();
    await (await second)();
    expect(await isKeeperActive(carrel.database)).toBe(false);
  });
});
