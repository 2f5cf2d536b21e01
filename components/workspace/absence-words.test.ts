import { describe, expect, it } from "vitest";
import { absenceWords, nextChangeMs, sleepPhase } from "@/components/workspace/absence-words";
import type { SessionState } from "@/lib/schemas/session";

const minute = 60_000;

function wordsOf(state: SessionState, rest: { sleepsInMs?: number | null; isNews?: boolean } = {}) {
  const times = { createdAt: "", lastActiveAt: "", expiresAt: "" };
  const ids = { id: "s", exerciseId: "e", studentId: "u", containerName: null, port: null };
  const session = { ...ids, ...times, state, queuePosition: state === "queued" ? 2 : null };
  return absenceWords({ view: { session }, sleepsInMs: rest.sleepsInMs ?? null, isNews: rest.isNews ?? false });
}

describe("absenceWords", () => {
  it("warns in the last five minutes, then says that it sleeps", () => {
    expect(wordsOf("ready", { sleepsInMs: 5 * minute + 1 })).toBeNull();
    expect(wordsOf("ready", { sleepsInMs: 5 * minute })).toBe("Sleeps in 5 min");
    expect(wordsOf("ready", { sleepsInMs: 4 * minute + 1 })).toBe("Sleeps in 5 min");
    expect(wordsOf("ready", { sleepsInMs: 1 })).toBe("Sleeps in 1 min");
    expect(wordsOf("ready", { sleepsInMs: 0 })).toBe("Asleep");
    expect(wordsOf("hibernated")).toBe("Asleep");
  });

  it("tells a place in the queue, and when the wait is over", () => {
    expect(wordsOf("queued")).toBe("2nd in the queue");
    expect(wordsOf("ready", { isNews: true, sleepsInMs: 20 * minute })).toBe("Ready");
    expect(wordsOf("ready", { isNews: true, sleepsInMs: 3 * minute })).toBe("Sleeps in 3 min");
  });

  it("leaves the title alone while there is nothing to say", () => {
    expect(wordsOf("ready")).toBeNull();
    expect(wordsOf("starting")).toBeNull();
    expect(absenceWords({ view: { session: null }, sleepsInMs: null, isNews: false })).toBeNull();
  });
});

describe("nextChangeMs", () => {
  it("is the moment of the warning, then each minute, then never", () => {
    expect(nextChangeMs(null)).toBeNull();
    expect(nextChangeMs(30 * minute)).toBe(25 * minute);
    expect(nextChangeMs(5 * minute)).toBe(minute);
    expect(nextChangeMs(4 * minute + 10)).toBe(10);
    expect(nextChangeMs(0)).toBeNull();
  });
});

describe("sleepPhase", () => {
  it("changes with the words", () => {
    expect([null, 6 * minute, 5 * minute, 1, 0, -1].map(sleepPhase)).toEqual([
      "awake",
      "awake",
      "drowsy",
      "drowsy",
      "asleep",
      "asleep",
    ]);
  });
});
