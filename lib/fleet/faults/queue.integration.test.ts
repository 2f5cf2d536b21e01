import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SessionEvent } from "@/lib/schemas/session";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

const places = 2;
const waiting = 50;

describe("more starts than places", () => {
  let carrel: TestInstallation;
  let exerciseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation({
      SESSION_MAX_LIVE: String(places),
      SESSION_IDLE_YIELD_MIN: "60",
      KEEPER_LEASE_MS: "1000",
      KEEPER_SETTLE_MS: "0",
    });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterEach(async () => {
    await setRefusal(null);
    await endEverything(carrel);
  });
  afterAll(() => carrel.close());

  /** A page: it asks for a desk, and keeps its place as long as it is open. */
  const openPage = async () => {
    const viewer = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(viewer, { exerciseId, wait: false });
    const left = new AbortController();
    let last: SessionEvent | null = null;
    const events = await carrel.sessions.watchSession(viewer, session.id, left.signal);
    const reading = (async () => {
      for await (const event of events) last = event;
    })();
    const leave = async () => {
      left.abort();
      await reading;
    };
    return { viewer, id: session.id, first: session, last: () => last, leave };
  };
  const setRefusal = (refusal: string | null) =>
    carrel.database.fleetState.update({ where: { id: 1 }, data: { refusal } });
  const positionsOf = (pages: { last: () => SessionEvent | null }[]) =>
    pages.map(({ last }) => last()?.queuePosition ?? null);

  it("queues in order, shows the place, starts the next when one ends, and frees the place of one who leaves", async () => {
    const pages = [];
    for (let index = 0; index < places + waiting; index++) pages.push(await openPage());
    const seated = pages.slice(0, places);
    const queue = pages.slice(places);
    for (const { last } of seated) await expect.poll(() => last()?.session.state).toBe("ready");
    expect(queue.map(({ first }) => first.queuePosition)).toEqual(queue.map((_, index) => index + 1));
    expect(await carrel.containers.listContainers()).toHaveLength(places);

    const program = await carrel.createStudent("program");
    const asked = carrel.sessions.startSession(program, { exerciseId, wait: true });
    await expect(asked).rejects.toMatchObject({ code: "capacity_full", retryAfterSeconds: expect.any(Number) });

    for (const { viewer, id } of seated) {
      const next = queue.shift();
      await carrel.sessions.endSession(viewer, id);
      await expect.poll(() => next?.last()?.session.state, { timeout: 30_000 }).toBe("ready");
      expect(queue[0]?.last()?.session.state).toBe("queued");
    }
    await expect.poll(() => positionsOf(queue)).toEqual(queue.map((_, index) => index + 1));
    expect(await carrel.containers.listContainers()).toHaveLength(places);

    // One in the middle closes the page, another one says that it is over.
    const [leaving] = queue.splice(10, 1);
    await leaving?.leave();
    const [ending] = queue.splice(5, 1);
    if (ending) await carrel.sessions.endSession(ending.viewer, ending.id);
    const keptInOrder = async () => {
      await carrel.keeper.keepSessions();
      return positionsOf(queue);
    };
    await expect.poll(keptInOrder, { timeout: 30_000 }).toEqual(queue.map((_, index) => index + 1));
    expect(await carrel.sessions.getSession(leaving?.viewer ?? program, leaving?.id ?? "")).toMatchObject({
      state: "ended",
    });
    expect(await carrel.containers.listContainers()).toHaveLength(places);

    await Promise.all(pages.map(({ leave }) => leave()));
    const ended = { state: "ended" as const, endReason: "left_queue" };
    const swept = async () => {
      await carrel.keeper.keepSessions();
      return carrel.database.exerciseSession.count({ where: ended });
    };
    await expect.poll(swept, { timeout: 40_000 }).toBe(waiting - places - 1);
    await expectNothingLeaked(carrel);
  }, 180_000);

  it("starts nobody new out of the queue while the host refuses starts, but wakes who slept", async () => {
    const sleeper = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(sleeper, { exerciseId, wait: true });
    await carrel.database.$executeRaw`
      UPDATE exercise_sessions SET last_active_at = now() - interval '1 hour' WHERE id = ${session.id}`;
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(sleeper, session.id)).toMatchObject({ state: "hibernated" });
    const [seated, other, next] = [await openPage(), await openPage(), await openPage()];
    await expect.poll(() => next.last()?.queuePosition).toBe(1);

    await setRefusal("The disk is nearly full.");
    const woken = carrel.sessions.query(sleeper, session.id, { sql: "SELECT 1", console: "main" });
    await carrel.sessions.endSession(seated.viewer, seated.id);
    expect((await woken).results).toMatchObject([{ kind: "rows" }]);
    await carrel.sessions.endSession(other.viewer, other.id);
    await carrel.keeper.keepSessions();
    expect(await carrel.sessions.getSession(next.viewer, next.id)).toMatchObject({ state: "queued", queuePosition: 1 });

    await setRefusal(null);
    await carrel.keeper.keepSessions();
    await expect.poll(() => next.last()?.session.state, { timeout: 30_000 }).toBe("ready");
    await Promise.all([seated, other, next].map(({ leave }) => leave()));
  });
});
