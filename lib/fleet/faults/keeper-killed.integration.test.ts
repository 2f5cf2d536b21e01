import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import type { Viewer } from "@/lib/schemas/user";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { killAtEachStep } from "@/lib/testing/kill-at-each-step";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { openVictimSupply, type VictimSupply } from "@/lib/testing/victim-supply";

const timeoutMs = 300_000;

describe("a keeper that is killed at any step", () => {
  let carrel: TestInstallation;
  let supply: VictimSupply;
  let exerciseId: string;
  let databaseId: string;

  beforeAll(async () => {
    const pool = { POOL_FLOOR: "1", POOL_MAX: "1" };
    carrel = await openTestInstallation({ KEEPER_LEASE_MS: "1000", KEEPER_SETTLE_MS: "0", ...pool });
    supply = await openVictimSupply({ environment: carrel.environment, ahead: 2 });
    ({ exerciseId, databaseId } = await carrel.createExercise());
  });
  afterEach(() => endEverything(carrel));
  afterAll(async () => {
    await supply.close();
    await carrel.close();
  });

  /** What the next keeper does, which was started after the one that died. */
  const settle = async () => {
    const next = carrel.composeAgain();
    try {
      await expectNothingLeaked(carrel, { recover: () => next.keeper.keepSessions() });
    } finally {
      await next.close();
    }
  };
  const prepareSession = async () => {
    const viewer = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(viewer, { exerciseId, wait: true });
    const sql = "CREATE TABLE kept AS SELECT 1 AS x";
    await carrel.sessions.query(viewer, session.id, { sql, console: "main" });
    return { viewer, id: session.id, containerName: session.containerName ?? "" };
  };
  const expectKept = async ({ viewer, id }: { viewer: Viewer; id: string }) => {
    const { results } = await carrel.sessions.query(viewer, id, { sql: "TABLE kept", console: "main" });
    expect(results).toMatchObject([{ kind: "rows", rowCount: 1 }]);
  };
  // One keeper works at a time.
  const keepSessions = { width: 1, command: () => ({ kind: "keep-sessions" as const }) };

  it(
    "while it puts a session to sleep keeps what was committed",
    async () => {
      const killed = await killAtEachStep(supply, {
        ...keepSessions,
        prepare: async () => {
          await settle();
          const subject = await prepareSession();
          await carrel.database.$executeRaw`
            UPDATE exercise_sessions SET last_active_at = now() - interval '1 day' WHERE id = ${subject.id}`;
          return subject;
        },
      });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
      for (const { subject } of killed) await expectKept(subject);
    },
    timeoutMs,
  );

  it(
    "while it finishes somebody's start leaves a session that comes up",
    async () => {
      const killed = await killAtEachStep(supply, {
        ...keepSessions,
        prepare: async () => {
          await settle();
          const subject = await prepareSession();
          await carrel.docker.getContainer(subject.containerName).remove({ force: true });
          await carrel.database.$executeRaw`
            UPDATE exercise_sessions SET state = 'starting', stage = 'container', ready_at = NULL, port = NULL
            WHERE id = ${subject.id}`;
          return subject;
        },
      });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
      for (const { subject } of killed) {
        expect(await carrel.sessions.getSession(subject.viewer, subject.id)).toMatchObject({ state: "ready" });
      }
    },
    timeoutMs,
  );

  it(
    "while it sweeps leaves nothing that belongs to nobody",
    async () => {
      const image = process.env.EXERCISE_IMAGE ?? "";
      const { key } = await carrel.templates.getTemplate(databaseId);
      const killed = await killAtEachStep(supply, {
        ...keepSessions,
        prepare: async () => {
          await settle();
          const orphan = { name: `sql-exercise-orphan-${newId()}`, image, role: "session" as const };
          await carrel.containers.startContainer(orphan, async () => undefined);
          const name = await carrel.pool.insertStarting(key, { admin: "a", student: "s" });
          await carrel.database.poolContainer.update({ where: { name }, data: { createdAt: new Date(0) } });
        },
      });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
      expect(await carrel.containers.listContainers()).toEqual([]);
    },
    timeoutMs,
  );

  it(
    "while it fills the pool leaves containers that can be claimed, or none",
    async () => {
      const killed = await killAtEachStep(supply, {
        width: 1,
        prepare: async () => {
          await settle();
          await endEverything(carrel);
        },
        command: () => ({ kind: "fill-pool" }),
      });
      expect(killed.length).toBeGreaterThan(0);
      await settle();
    },
    timeoutMs,
  );

  it(
    "while it builds a template leaves it to the next one, whether it was about to load or had just committed",
    async () => {
      const isCall = (path: RegExp) => ({
        match: { method: "POST", path },
        action: { kind: "hold", when: "after" } as const,
      });
      for (const moment of [/\/containers\/[^/]+\/start/, /\/commit/]) {
        const { databaseId: fresh, exerciseId: next } = await carrel.createExercise({
          schemaSql: `CREATE TABLE member (id int); COMMENT ON TABLE member IS '${newId()}'`,
          seedSql: "INSERT INTO member VALUES (1)",
          build: false,
        });
        const victim = await supply.take();
        const { arrived } = victim.docker.addRule(isCall(moment));
        const told = victim.tell({ kind: "build", databaseId: fresh }).catch((error: unknown) => error);
        await Promise.race([arrived, told]);
        await victim.kill();
        const keeper = carrel.composeAgain();
        await keeper.keeper.keepSessions();
        await keeper.keeper.keepTemplates();
        await keeper.close();
        await settle();
        const viewer = await carrel.createStudent();
        const { session } = await carrel.sessions.startSession(viewer, { exerciseId: next, wait: true });
        const table = { sql: "TABLE member", console: "main" as const };
        const { results } = await carrel.sessions.query(viewer, session.id, table);
        expect(results).toMatchObject([{ kind: "rows", rowCount: 1 }]);
      }
    },
    timeoutMs,
  );
});
