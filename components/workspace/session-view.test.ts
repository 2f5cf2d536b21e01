import { describe, expect, it } from "vitest";
import { initialSessionView, isLive, reduceSessionView } from "@/components/workspace/session-view";
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
    failure: null,
    ...rest,
  };
}

describe("reduceSessionView", () => {
  const view = initialSessionView(session);

  it("follows the session's own events", () => {
    const next = reduceSessionView(view, { type: "event-received", event: eventOf({}, { stage: "postgres" }) });
    expect(next).toMatchObject({ session: { state: "starting" }, stage: "postgres" });
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

  it("is online again as soon as anything is heard", () => {
    const offline = reduceSessionView(view, { type: "connection-changed", online: false });
    expect(reduceSessionView(offline, { type: "event-received", event: eventOf({ state: "ready" }) }).online).toBe(
      true,
    );
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
