import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { type OwnDockerEngine, openOwnDockerEngine } from "@/lib/testing/own-docker-engine";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

const answerWithinMs = 40_000;
const timeoutMs = 300_000;

describe("the Docker Engine going away", () => {
  let engine: OwnDockerEngine;
  let carrel: TestInstallation;
  let exerciseId: string;

  beforeAll(async () => {
    engine = await openOwnDockerEngine();
    await engine.copyImage(process.env.EXERCISE_IMAGE ?? "");
    carrel = await openTestInstallation(
      {
        DOCKER_HOST: engine.host,
        SESSION_BIND_ADDRESS: engine.address,
        KEEPER_LEASE_MS: "1000",
        // A query waits so long for its session to be brought up again.
        SESSION_START_TIMEOUT_MS: "10000",
        POOL_FLOOR: "2",
        POOL_MAX: "2",
      },
      engine.docker,
    );
    ({ exerciseId } = await carrel.createExercise());
  }, timeoutMs);
  afterEach(async () => {
    await engine.start();
    await endEverything(carrel, { publisher: engine.pid() });
  });
  afterAll(async () => {
    try {
      await carrel?.close();
    } finally {
      await engine?.close();
    }
  });

  const settle = () =>
    expectNothingLeaked(carrel, { recover: () => carrel.keeper.keepSessions(), publisher: engine.pid() });
  const openDesk = async () => {
    const viewer = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(viewer, { exerciseId, wait: true });
    const run = async (sql: string) =>
      (await carrel.sessions.query(viewer, session.id, { sql, console: "main" })).results;
    await run("CREATE TABLE kept AS SELECT 1 AS x");
    return { viewer, id: session.id, run };
  };
  const fillPool = async () => {
    while (await carrel.poolFiller.fill());
  };
  const rows = async () => ({
    sessions: await carrel.database.exerciseSession.count({ where: { state: { in: ["ready", "hibernated"] } } }),
    pooled: await carrel.database.poolContainer.count(),
  });
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    try {
      return await work;
    } finally {
      expect(performance.now() - startedAt).toBeLessThan(answerWithinMs);
    }
  };

  it.each([
    { fault: "is killed", containersToo: false },
    { fault: "goes with the whole host", containersToo: true },
  ])(
    "$fault: nothing is deleted meanwhile, and afterwards everything that was committed is there",
    async ({ containersToo }) => {
      await fillPool();
      const desks = [await openDesk(), await openDesk(), await openDesk()];
      await fillPool();
      const before = await rows();

      await (containersToo ? engine.killWithContainers() : engine.kill());
      const stranger = await carrel.createStudent("stranger");
      const [first] = desks;
      await Promise.all([
        inTime(first?.run("TABLE kept").catch((error: unknown) => error) ?? Promise.resolve()).then((answer) => {
          // It may still run, and be reached; or it does not, and is to be brought up again when that is possible.
          const isRefusal = expect.stringMatching(/^(docker_unavailable|start_failed)$/);
          if (!Array.isArray(answer)) expect(answer).toMatchObject({ code: isRefusal });
        }),
        expect(inTime(carrel.keeper.keepSessions())).rejects.toMatchObject({ code: "docker_unavailable" }),
      ]);
      const started = carrel.sessions.startSession(stranger, { exerciseId, wait: true });
      const answer: unknown = await inTime(started).catch((error: unknown) => error);
      // A waiting container may still run, and be claimed.
      if (answer instanceof Error) expect(answer).toMatchObject({ code: "docker_unavailable" });
      expect((await rows()).sessions).toBeGreaterThanOrEqual(containersToo ? before.sessions - 1 : before.sessions);

      await engine.start();
      await settle();
      for (const { run } of desks) {
        expect(await run("TABLE kept")).toMatchObject([{ kind: "rows", rowCount: 1 }]);
      }
      const fresh = await openDesk();
      expect(await fresh.run("TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
      await settle();
    },
    timeoutMs,
  );

  it(
    "is away for a moment while a session is ended and another one is reset: both are done when it is back",
    async () => {
      const [ended, reset] = [await openDesk(), await openDesk()];
      await engine.kill();
      await expect(inTime(carrel.sessions.endSession(ended.viewer, ended.id))).rejects.toMatchObject({
        code: "docker_unavailable",
      });
      const resetting = inTime(carrel.sessions.resetSession(reset.viewer, reset.id));
      await expect(resetting).rejects.toThrow();
      await engine.start();
      await settle();
      expect(await carrel.sessions.getSession(ended.viewer, ended.id)).toMatchObject({ state: "ended" });
      const again = await carrel.sessions.startSession(reset.viewer, { exerciseId, wait: true });
      const table = { sql: "TABLE member", console: "main" as const };
      const { results } = await carrel.sessions.query(reset.viewer, again.session.id, table);
      expect(results).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    },
    timeoutMs,
  );

  it(
    "has no addresses for another network: the operator is told, nothing is left over, and later starts go on",
    async () => {
      // Without containers a network can be removed, as by `docker network prune`.
      await endEverything(carrel, { publisher: engine.pid() });
      const label = `carrel.instance=${carrel.config.instance}`;
      for (const { Id: id } of await engine.docker.listNetworks({ filters: { label: [label] } })) {
        await engine.docker.getNetwork(id).remove();
      }
      const fillers = await useUpAddresses(engine);
      const viewer = await carrel.createStudent();
      const start = () => carrel.sessions.startSession(viewer, { exerciseId, wait: true });
      await expect(start()).rejects.toMatchObject({
        code: "docker_unavailable",
        publicMessage: expect.stringContaining("no network"),
      });
      for (const id of fillers) await engine.docker.getNetwork(id).remove();
      await settle();
      await start();
      await settle();
    },
    timeoutMs,
  );
});

/** Makes networks until the engine's own address pools hold no other. */
async function useUpAddresses({ docker }: OwnDockerEngine): Promise<string[]> {
  const made: string[] = [];
  for (;;) {
    try {
      made.push((await docker.createNetwork({ Name: `filler-${made.length}` })).id);
    } catch (error) {
      if (made.length === 0) throw error;
      return made;
    }
  }
}
