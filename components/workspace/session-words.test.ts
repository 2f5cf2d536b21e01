import { describe, expect, it } from "vitest";
import { initialSessionView, type SessionView } from "@/components/workspace/session-view";
import {
  describeSession,
  durationWords,
  runWaitWords,
  sleepWords,
  startLabel,
} from "@/components/workspace/session-words";
import type { Session } from "@/lib/schemas/session";

function viewOf(state: Session["state"], change: Partial<SessionView> = {}): SessionView {
  const times = { createdAt: "", lastActiveAt: "", expiresAt: "" };
  const base = { id: "s", exerciseId: "e", studentId: "u", containerName: null, port: null, ...times };
  return { ...initialSessionView({ ...base, state, queuePosition: state === "queued" ? 3 : null }), ...change };
}

const lost = { failure: { code: "session_failed", message: "" } };

describe("describeSession", () => {
  it("has a dot and a few words for every state", () => {
    expect(describeSession(viewOf("ready"))).toEqual({ tone: "ready", words: "ready" });
    expect(describeSession(viewOf("hibernated"))).toMatchObject({ words: "asleep", more: ", wakes when you run" });
    expect(describeSession(viewOf("ended")).words).toBe("ended");
    expect(describeSession(viewOf("failed")).tone).toBe("failed");
    expect(describeSession(viewOf("failed", lost)).words).toBe("lost");
    expect(describeSession(viewOf("queued"))).toEqual({ tone: "waiting", words: "3rd in the queue" });
  });

  it("names the step of a start as soon as it is known", () => {
    expect(describeSession(viewOf("starting")).words).toBe("starting");
    expect(describeSession(viewOf("starting", { stage: "postgres" }))).toMatchObject({
      words: "starting",
      more: ": PostgreSQL",
    });
  });

  it("says waking where what was there comes back", () => {
    expect(describeSession(viewOf("starting", { hasRun: true })).words).toBe("waking");
    expect(describeSession(viewOf("starting", { hasRun: true, stage: "access" }))).toMatchObject({
      words: "waking",
      more: ": opening",
    });
  });

  it("says first that Carrel cannot be reached", () => {
    expect(describeSession(viewOf("ready", { online: false }))).toMatchObject({
      words: "offline",
      more: ", nothing is lost",
    });
  });

  it("tells a start under way, one that was not let in and one that failed", () => {
    const nothing = initialSessionView(null);
    const refused = (code: string) => describeSession({ ...nothing, failure: { code, message: "" } });
    expect(describeSession(nothing).words).toBe("starting");
    expect(refused("start_failed")).toEqual({ tone: "failed", words: "failed" });
    expect(refused("too_many_sessions")).toEqual({ tone: "off", words: "not started" });
    expect(refused("capacity_full").words).toBe("not started");
  });
});

describe("sleepWords", () => {
  it("says what happens after the student has left, once that is known", () => {
    expect(sleepWords(viewOf("ready"))).toBeNull();
    expect(sleepWords(viewOf("ready", { sleepsAfterMs: 1_800_000 }))).toBe("sleeps 30 min after you leave");
    expect(sleepWords(viewOf("starting", { sleepsAfterMs: 1_800_000 }))).toBeNull();
  });
});

describe("durationWords", () => {
  it("is short", () => {
    expect([40_000, 60_000, 90 * 60_000, 180 * 60_000].map(durationWords)).toEqual(["40 s", "1 min", "90 min", "3 h"]);
  });
});

describe("runWaitWords", () => {
  it("says what a run waits for, and nothing where it runs", () => {
    expect(runWaitWords(viewOf("queued"))).toBe("waits for your place");
    expect(runWaitWords(viewOf("hibernated"))).toBe("waking your database…");
    expect(runWaitWords(viewOf("starting", { hasRun: true }))).toBe("waking your database…");
    expect(runWaitWords(viewOf("starting"))).toBe("waits for your database");
    expect(runWaitWords(initialSessionView(null))).toBe("waits for your database");
    expect(runWaitWords(viewOf("ready"))).toBeNull();
  });
});

describe("startLabel", () => {
  it("says that the data is fresh where the earlier is lost", () => {
    expect(startLabel(viewOf("failed", lost))).toBe("Start with fresh data");
    expect(startLabel(viewOf("ended"))).toBe("Start again");
    expect(startLabel(viewOf("failed"))).toBe("Try again");
  });
});
