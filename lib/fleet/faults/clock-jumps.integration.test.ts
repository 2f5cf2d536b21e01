import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/schemas/user";
import { DatabaseProxy } from "@/lib/testing/database-proxy";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { openMovableClock } from "@/lib/testing/movable-clock";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

const hourMs = 60 * 60_000;

describe.each([
  { jump: "an hour forward", byMs: hourMs },
  { jump: "an hour back", byMs: -hourMs },
])("the clock jumping $jump", ({ byMs }) => {
  let carrel: TestInstallation;
  let clock: Awaited<ReturnType<typeof openMovableClock>>;
  let exerciseId: string;
  const stop = new AbortController();
  const following: Promise<void>[] = [];
  let keeping: Promise<void>;

  beforeAll(async () => {
    carrel = await openTestInstallation({
      SESSION_MAX_LIVE: "2",
      // Idle sessions sleep after twelve seconds, and an open page speaks every four.
      SESSION_IDLE_HIBERNATE_MIN: "0.2",
      SESSION_IDLE_YIELD_MIN: "60",
      KEEPER_LEASE_MS: "1000",
      KEEPER_INTERVAL_MS: "500",
      KEEPER_SETTLE_MS: "6000",
    });
    clock = await openMovableClock(carrel.config.databaseUrl);
    ({ exerciseId } = await carrel.createExercise());
    keeping = carrel.keeper.run(stop.signal);
  });
  afterAll(async () => {
    stop.abort();
    await Promise.all([keeping, ...following]);
    await endEverything(carrel);
    clock.close();
    await carrel.close();
  });

  const begin = async (wait: boolean) => {
    const viewer = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(viewer, { exerciseId, wait });
    return { viewer, id: session.id };
  };
  const openPage = ({ viewer, id }: { viewer: Viewer; id: string }) => {
    const states: string[] = [];
    following.push(
      (async () => {
        for await (const { session } of await carrel.sessions.watchSession(viewer, id, stop.signal))
          if (states.at(-1) !== session.state) states.push(session.state);
      })(),
    );
    return states;
  };
  const stateOf = async (id: string) =>
    (await carrel.database.exerciseSession.findUniqueOrThrow({ where: { id } })).state;

  it("leaves people with an open page at their desks and in the queue, and lets starts go on", async () => {
    const [seated, idle] = [await begin(true), await begin(true)];
    const seen = openPage(seated);
    const waiting = await begin(false);
    const queued = openPage(waiting);
    await expect.poll(() => queued).toEqual(["queued"]);
    const renewedAt = async () =>
      (await carrel.database.exerciseSession.findUniqueOrThrow({ where: { id: seated.id } })).lastActiveAt.getTime();

    await clock.jump(byMs);

    // Until the open page has spoken for its session twice, the keeper has had its rounds, and time to believe the clock.
    for (let times = 0; times < 2; times++) {
      const before = await renewedAt();
      await expect.poll(renewedAt, { timeout: 30_000 }).not.toBe(before);
    }
    expect(seen).toEqual(["ready"]);
    if (queued.length === 1) await carrel.sessions.endSession(idle.viewer, idle.id);
    await expect.poll(() => queued, { timeout: 30_000 }).toEqual(["queued", "starting", "ready"]);
    await expectNothingLeaked(carrel);
  });

  it("takes up a start whose process died before the jump", async () => {
    const { id } = await begin(false);
    await carrel.database.$executeRaw`
      UPDATE exercise_sessions SET state = 'starting', stage = 'container', queued_at = NULL, lease_holder = 'dead',
        lease_until = now() + interval '1 second'
      WHERE id = ${id}`;
    await clock.jump(-byMs);
    await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe("ready");
  });
});

describe("the clock jumping in the middle of a keeper's round", () => {
  let carrel: TestInstallation;
  let clock: Awaited<ReturnType<typeof openMovableClock>>;

  beforeAll(async () => {
    carrel = await openTestInstallation({ KEEPER_SETTLE_MS: "2000" });
    clock = await openMovableClock(carrel.config.databaseUrl);
  });
  afterAll(async () => {
    await endEverything(carrel);
    clock.close();
    await carrel.close();
  });

  it("puts nobody to sleep", async () => {
    const { exerciseId } = await carrel.createExercise();
    const begin = async () => {
      const { session } = await carrel.sessions.startSession(await carrel.createStudent(), { exerciseId, wait: true });
      return session.id;
    };
    const stateOf = async (id: string) =>
      (await carrel.database.exerciseSession.findUniqueOrThrow({ where: { id } })).state;
    const [idle, seated] = [await begin(), await begin()];
    let isListing: () => Promise<void> | void = () => undefined;
    const gate = ({ moment, sql }: { moment: string; sql: string }) =>
      moment === "before" && /AS idle,/.test(sql) ? isListing() : undefined;
    const proxy = await DatabaseProxy.open({ url: carrel.config.databaseUrl, gate });
    const keeping = carrel.composeAgain({ DATABASE_URL: proxy.url });
    await carrel.database
      .$executeRaw`UPDATE exercise_sessions SET last_active_at = now() - interval '1 day' WHERE id = ${idle}`;
    const idleAfterRound = async () => {
      await keeping.keeper.keepSessions();
      return stateOf(idle);
    };
    await expect.poll(idleAfterRound).toBe("hibernated");

    isListing = () => clock.jump(hourMs);
    await keeping.keeper.keepSessions();
    expect(await stateOf(seated)).toBe("ready");
    await keeping.close();
    await proxy.close();
  });
});
