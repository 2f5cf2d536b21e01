import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isDatabaseAway } from "@/lib/db/is-database-away";
import type { StatementResult } from "@/lib/schemas/query";
import type { Services } from "@/lib/services";
import { DatabaseProxy } from "@/lib/testing/database-proxy";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

/** A server that is stopped refuses at once, a machine that is cut off says nothing. */
const absences = [
  { mode: "refuse", awayMs: 60_000 },
  { mode: "silent", awayMs: 10_000 },
] as const;
/** Between two rounds of requests, so that this does not take the processor from others for a whole minute. */
const restMs = 500;
const answerWithinMs = 30_000;
const backWithinMs = 10_000;

describe("Carrel's database being away", () => {
  let carrel: TestInstallation;
  let proxy: DatabaseProxy;
  let reached: Services;
  let exerciseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation({ KEEPER_LEASE_MS: "1000", KEEPER_INTERVAL_MS: "500" });
    proxy = await DatabaseProxy.open({ url: carrel.config.databaseUrl });
    reached = carrel.composeAgain({ DATABASE_URL: proxy.url });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterEach(() => endEverything(carrel));
  afterAll(async () => {
    await reached.close();
    await proxy.close();
    await carrel.close();
  });

  const idsOf = async () => (await carrel.containers.listContainers()).map(({ id }) => id).sort();
  /** Every request is answered in time. @returns its answer; null where it says that the database is away */
  const answerOf = async <T>(request: () => Promise<T>): Promise<T | null> => {
    const startedAt = performance.now();
    const answer = await request().catch((error: unknown) => {
      expect(isDatabaseAway(error), String(error)).toBe(true);
      return null;
    });
    expect(performance.now() - startedAt).toBeLessThan(answerWithinMs);
    return answer;
  };
  const expectAway = async (request: () => Promise<unknown>) => expect(await answerOf(request)).toBeNull();
  /** A process that remembers the session, for some seconds, needs nobody to run a query in it. */
  const expectRowsOrAway = async (request: () => Promise<StatementResult[]>) => {
    const results = await answerOf(request);
    if (results !== null) expect(results).toMatchObject([{ kind: "rows", rowCount: 1 }]);
  };

  it.each(absences)(
    "($mode for $awayMs ms) deletes nothing, is answered in time, and is over as soon as it is back",
    async ({ mode, awayMs }) => {
      const [ada, grace] = [await carrel.createStudent("ada"), await carrel.createStudent("grace")];
      const { session } = await reached.sessions.startSession(ada, { exerciseId, wait: true });
      const run = async (sql: string) =>
        (await reached.sessions.query(ada, session.id, { sql, console: "main" })).results;
      await run("CREATE TABLE kept AS SELECT 1 AS x");
      const stop = new AbortController();
      const keeping = reached.keeper.run(stop.signal);
      const before = await idsOf();

      await proxy.setMode(mode);
      const until = performance.now() + awayMs;
      do {
        await Promise.all([
          expectRowsOrAway(() => run("TABLE kept")),
          expectAway(() => reached.sessions.startSession(grace, { exerciseId, wait: true })),
          expectAway(() => reached.sessions.endSession(ada, session.id)),
        ]);
        expect(await idsOf()).toEqual(before);
        await delay(restMs);
      } while (performance.now() < until);
      await proxy.setMode("through");

      const attempt = () => run("TABLE kept").catch(() => null);
      await expect.poll(attempt, { timeout: backWithinMs }).toMatchObject([{ kind: "rows", rowCount: 1 }]);
      expect(await idsOf()).toEqual(before);
      const started = await reached.sessions.startSession(grace, { exerciseId, wait: true });
      expect(started.session.state).toBe("ready");
      await expectNothingLeaked(carrel);
      stop.abort();
      await keeping;
    },
    180_000,
  );
});
