import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/schemas/user";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { killAtEachStep } from "@/lib/testing/kill-at-each-step";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { openVictimSupply, type VictimSupply } from "@/lib/testing/victim-supply";

const width = 3;
const timeoutMs = 300_000;

describe("a web server that is killed at any step", () => {
  let carrel: TestInstallation;
  let supply: VictimSupply;
  let exerciseId: string;

  beforeAll(async () => {
    const pool = { POOL_FLOOR: String(width), POOL_MAX: String(width) };
    carrel = await openTestInstallation({ KEEPER_LEASE_MS: "1000", KEEPER_SETTLE_MS: "0", ...pool });
    supply = await openVictimSupply({ environment: carrel.environment, ahead: width });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterEach(() => endEverything(carrel));
  afterAll(async () => {
    await supply.close();
    await carrel.close();
  });

  const settle = () => expectNothingLeaked(carrel, { recover: () => carrel.keeper.keepSessions() });
  const run = async (viewer: Viewer, sessionId: string, sql: string) =>
    (await carrel.sessions.query(viewer, sessionId, { sql, console: "main" })).results;
  const begin = async (student: Viewer) =>
    (await carrel.sessions.startSession(student, { exerciseId, wait: true })).session;
  const prepareSession = async () => {
    const viewer = await carrel.createStudent();
    const session = await begin(viewer);
    await run(viewer, session.id, "CREATE TABLE kept AS SELECT 1 AS x; DROP TABLE member");
    return { viewer, sessionId: session.id };
  };
  const prepareAsleep = async () => {
    const subject = await prepareSession();
    // A session that was claimed from the pool sleeps only under its own name.
    await expect
      .poll(async () => {
        await carrel.database.$executeRaw`
          UPDATE exercise_sessions SET last_active_at = now() - interval '1 day' WHERE id = ${subject.sessionId}`;
        await carrel.keeper.keepSessions();
        return (await carrel.sessions.getSession(subject.viewer, subject.sessionId)).state;
      })
      .toBe("hibernated");
    return subject;
  };
  /** After the keeper has put things right, the student's next start gives a session with the exercise's data. */
  const expectDesks = async (students: Viewer[]) => {
    for (const student of students) {
      const session = await begin(student);
      expect(await run(student, session.id, "TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    }
  };

  it.each(["made for it", "from the pool"])(
    "in a start with a container %s leaves a session that comes up, or nothing",
    async (origin) => {
      const killed = await killAtEachStep(supply, {
        width,
        prepare: async () => {
          // A start that was killed holds up the filling until the keeper has taken it up.
          if (origin === "from the pool") while (await carrel.poolFiller.fill()) await carrel.keeper.keepSessions();
          return carrel.createStudent();
        },
        command: (viewer) => ({ kind: "start", viewer, exerciseId }),
      });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
      await expectDesks(killed.map(({ subject }) => subject));
      await settle();
    },
    timeoutMs,
  );

  it.each([
    {
      when: "before its COMMIT is sent",
      held: /^\s*UPDATE open_transactions/,
      moment: "after",
      said: "was rolled back",
    },
    { when: "after its COMMIT", held: /^\s*DELETE FROM open_transactions/, moment: "before", said: "was committed" },
  ])(
    "with a transaction open, $when, has the student told that it $said",
    async ({ held, moment, said }) => {
      const { viewer, sessionId } = await prepareSession();
      const victim = await supply.take();
      const query = (sql: string) => victim.tell({ kind: "query", viewer, sessionId, sql });
      await query("BEGIN; INSERT INTO kept VALUES (2)");
      const reached = new Promise<void>((resolve) => {
        victim.onDatabaseStep((step) => {
          if (step.moment !== moment || !held.test(step.sql)) return;
          resolve();
          return new Promise<never>(() => undefined);
        });
      });
      const died = query("COMMIT; SELECT 'its answer is never read'").catch((error: unknown) => error);
      await reached;
      await victim.kill();
      expect(await died).toBeInstanceOf(Error);
      const after = carrel.composeAgain();
      const ask = async (sql: string) =>
        (await after.sessions.query(viewer, sessionId, { sql, console: "main" })).results;
      expect(await ask("INSERT INTO kept VALUES (3)")).toMatchObject([
        { kind: "error", reason: "connection", message: expect.stringContaining(`transaction that was open ${said}.`) },
      ]);
      const rowCount = said === "was committed" ? 2 : 1;
      expect(await ask("TABLE kept")).toMatchObject([{ kind: "rows", rowCount }]);
      await after.close();
    },
    timeoutMs,
  );

  it(
    "in a reset leaves the old data or the fresh ones",
    async () => {
      const command = (subject: { viewer: Viewer; sessionId: string }) => ({ kind: "reset" as const, ...subject });
      const killed = await killAtEachStep(supply, { width, prepare: prepareSession, command });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
      const tables = "SELECT relname FROM pg_class WHERE relname IN ('kept', 'member')";
      for (const { viewer, sessionId } of killed.map(({ subject }) => subject)) {
        expect(await run(viewer, sessionId, tables)).toMatchObject([{ kind: "rows", rowCount: 1 }]);
      }
    },
    timeoutMs,
  );

  it(
    "in waking a session leaves what was committed",
    async () => {
      const killed = await killAtEachStep(supply, {
        width,
        prepare: prepareAsleep,
        command: (subject) => ({ kind: "query", ...subject, sql: "TABLE kept" }),
      });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
      for (const { viewer, sessionId } of killed.map(({ subject }) => subject)) {
        expect(await run(viewer, sessionId, "TABLE kept")).toMatchObject([{ kind: "rows", rowCount: 1 }]);
      }
    },
    timeoutMs,
  );

  it(
    "in an end leaves the session as it was, or ended",
    async () => {
      const command = (subject: { viewer: Viewer; sessionId: string }) => ({ kind: "end" as const, ...subject });
      const killed = await killAtEachStep(supply, { width, prepare: prepareSession, command });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
      for (const { viewer, sessionId } of killed.map(({ subject }) => subject)) {
        const { state } = await carrel.sessions.getSession(viewer, sessionId);
        if (state === "ended") continue;
        expect(await run(viewer, sessionId, "TABLE kept")).toMatchObject([{ kind: "rows", rowCount: 1 }]);
      }
    },
    timeoutMs,
  );
});
