import { describe, expect, it } from "vitest";
import type { PoolEntry } from "@/lib/sessions/pool-repository";
import { describeLessons, type LessonSurroundings } from "./describe-lesson";
import type { LessonRow } from "./lesson-repository";

const at = (time: string) => new Date(`2025-01-06T${time}:00Z`);

function row(change: Partial<LessonRow> = {}): LessonRow {
  const exercise = { id: "e1", slug: "joins", title: "Joins" };
  const lesson = { id: "a", exerciseId: "e1", exercise, teacherId: "t1", templateKey: "library" };
  return { ...lesson, students: 3, startsAt: at("10:00"), studentIds: null, ...change };
}

const waiting = (count: number, state: PoolEntry["state"] = "ready"): PoolEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `${state}${index}`,
    templateKey: "library",
    state,
    ageMs: (count - index) * 60_000,
  }));

interface Scene extends Partial<Omit<LessonSurroundings, "facts" | "host">> {
  lessons?: LessonRow[];
  now?: string;
  starts?: LessonSurroundings["facts"]["starts"];
  host?: Partial<LessonSurroundings["host"]>;
}

function describeScene({ lessons = [row()], now = "09:55", starts = [], host, ...rest }: Scene) {
  const entries = rest.entries ?? [];
  const found = describeLessons({
    facts: { now: at(now), lessons, starts },
    entries,
    host: {
      maxRunning: null,
      maxLive: 500,
      ports: 500,
      taken: 0,
      pooled: entries.length,
      draining: false,
      refusal: null,
      ...host,
    },
    isPoolOff: rest.isPoolOff ?? false,
    faults: rest.faults ?? new Map(),
  });
  return found.map(({ lesson }) => lesson);
}

describe("describeLessons", () => {
  it("is planned before its time, whatever waits", () => {
    expect(describeScene({ now: "09:00", entries: waiting(3) })).toMatchObject([
      { state: "planned", waiting: 0, wanted: 3, preparedFrom: "2025-01-06T09:50:00.000Z" },
    ]);
  });

  it("fills, and is full when enough of them are ready; those that start do not count yet", () => {
    expect(describeScene({ entries: [...waiting(2), ...waiting(1, "starting")] })).toMatchObject([
      { state: "filling", waiting: 2, wanted: 3 },
    ]);
    expect(describeScene({ entries: waiting(4) })).toMatchObject([
      { state: "full", waiting: 3, wanted: 3, fullAt: "2025-01-06T09:53:00.000Z" },
    ]);
  });

  it("runs while students come, and is over half an hour after its start", () => {
    const starts = [{ exerciseId: "e1", studentId: "ada", at: at("10:01") }];
    expect(describeScene({ now: "10:02", entries: waiting(2), starts })).toMatchObject([
      { state: "running", waiting: 2, wanted: 2 },
    ]);
    expect(describeScene({ now: "10:30" })).toMatchObject([{ state: "over" }]);
  });

  it("gives what waits to the lesson that begins first", () => {
    const lessons = [row(), row({ id: "b", startsAt: at("10:05") })];
    expect(describeScene({ lessons, entries: waiting(4) })).toMatchObject([
      { state: "full", waiting: 3 },
      { state: "filling", waiting: 1 },
    ]);
  });

  it.each([
    [{ maxRunning: 2 }, /memory.*2 of 3/],
    [{ maxLive: 2 }, /SESSION_MAX_LIVE.*2 of 3/],
    [{ ports: 2 }, /SESSION_PORT_RANGE.*2 of 3/],
  ])("is short, with the reason and how many there will be, where the host has no room: %j", (host, words) => {
    const [lesson] = describeScene({ entries: waiting(1), host });
    expect(lesson).toMatchObject({ state: "short", waiting: 1, wanted: 3 });
    expect(lesson?.reason).toMatch(words);
  });

  it("says long before that it will be short, where even the empty host is too small", () => {
    const [lesson] = describeScene({ now: "08:00", host: { maxRunning: 2, taken: 2 } });
    expect(lesson).toMatchObject({ state: "planned", reason: expect.stringMatching(/2 databases in all/) });
    expect(describeScene({ now: "08:00", host: { maxRunning: 3, taken: 3 } })[0]).not.toHaveProperty("reason");
  });

  it("is short where the template is missing or out of service, nothing may start, or the pool is off", () => {
    const fault = { failures: 3, reason: "no space", retryAt: at("10:00"), outOfService: true };
    const reasons = [
      describeScene({ lessons: [row({ templateKey: null })] }),
      describeScene({ faults: new Map([["library", fault]]) }),
      describeScene({ host: { refusal: "The disk is nearly full." } }),
      describeScene({ isPoolOff: true }),
    ].map(([lesson]) => `${lesson?.state}: ${lesson?.reason}`);
    expect(reasons).toEqual([
      expect.stringMatching(/^short: .*being prepared/),
      expect.stringMatching(/^short: .*no space/),
      "short: The disk is nearly full.",
      expect.stringMatching(/^short: .*POOL_MAX/),
    ]);
  });

  it("does not trouble a lesson that is full with what would stand in its way", () => {
    expect(describeScene({ entries: waiting(3), host: { ports: 3 } })[0]).not.toHaveProperty("reason");
  });
});
