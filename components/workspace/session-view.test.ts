import { describe, expect, it } from "vitest";
import { initialSessionView, isLive, isWaking, reduceSessionView } from "@/components/workspace/session-view";
import type { Session, SessionEvent } from "@/lib/schemas/session";

const session: Session = {
  id: "s1",
  exerciseId: "e1",
  studentId: "u1",
  state: "starting",
  containerName: null,
  port: null,
  queuePosition: null,
  createdAt: "2025-01-01T00:00:00Z",
  lastActiveAt: "2025-01-01T00:00:00Z",
  expiresAt: "2025-01-01T01:00:00Z",
};

function eventOf(change: Partial<Session>, rest: Partial<SessionEvent> = {}): SessionEvent {
  return {
    session: { ...session, ...change },
    stage: null,
    queuePosition: null,
    timeLeftMs: 0,
    sleepsAfterMs: 1_800_000,
    hasRun: false,
    diskSleepAt: null,
    failure: null,
    ...rest,
  };
}

describe("reduceSessionView", () => {
  const view = initialSessionView(session);

  it("follows the session's own events", () => {
    const next = reduceSessionView(view, { type: "event-received", event: eventOf({}, { stage: "postgres" }) });
    expect(next).toMatchObject({ session: { state: "starting" }, stage: "postgres", sleepsAfterMs: 1_800_000 });
  });

  it("ignores a late event of another session", () => {
    expect(reduceSessionView(view, { type: "event-received", event: eventOf({ id: "s0", state: "ended" }) })).toBe(
      view,
    );
  });

  it("does not come back to life by an event that was sent before it ended", () => {
    const ended = reduceSessionView(view, { type: "ended" });
    expect(reduceSessionView(ended, { type: "event-received", event: eventOf({ state: "ready" }) })).toBe(ended);
  });

  it("keeps why a start was refused until the next start", () => {
    const failure = { code: "no_free_port", message: "Every place is taken." };
    const refused = reduceSessionView(view, { type: "start-refused", failure });
    expect(refused).toMatchObject({ session: null, failure });
    expect(reduceSessionView(refused, { type: "start-asked" }).failure).toBeNull();
  });

  it("still knows a session that failed, because what was run in it is asked for by its id", () => {
    const failure = { code: "session_failed", message: "It is lost." };
    const failed = reduceSessionView(view, { type: "failed", failure });
    expect(failed).toMatchObject({ session: { id: "s1", state: "failed" }, failure });
  });

  it("tells a place that was given up from a database that was ended, until the next start", () => {
    const left = reduceSessionView(view, { type: "queue-left" });
    expect(left).toMatchObject({ session: { state: "ended" }, hasLeftQueue: true });
    expect(reduceSessionView(left, { type: "start-asked" }).hasLeftQueue).toBe(false);
  });

  it("is online again as soon as anything is heard", () => {
    const offline = reduceSessionView(view, { type: "connection-changed", online: false });
    expect(reduceSessionView(offline, { type: "event-received", event: eventOf({ state: "ready" }) }).online).toBe(
      true,
    );
  });
});

describe("isWaking", () => {
  it("holds for a start of what was there before", () => {
    const asleep = initialSessionView({ ...session, state: "hibernated" });
    const waking = reduceSessionView(asleep, { type: "session-received", session });
    expect(isWaking(waking)).toBe(true);
    expect(isWaking(initialSessionView(session))).toBe(false);
  });

  it("ends with a reset, which begins anew", () => {
    const ready = initialSessionView({ ...session, state: "ready" });
    expect(isWaking(reduceSessionView(ready, { type: "event-received", event: eventOf({}) }))).toBe(false);
  });
});

describe("isLive", () => {
  it("holds for all but ended and failed sessions", () => {
    const states = ["queued", "starting", "ready", "hibernated", "ended", "failed"] as const;
    expect(states.filter((state) => isLive({ ...session, state }))).toEqual([
      "queued",
      "starting",
      "ready",
      "hibernated",
    ]);
    expect(isLive(null)).toBe(false);
  });
});
