import { describe, expect, it } from "vitest";
import { sessionEventSchema, sessionSchema, sessionStateSchema, startStages } from "@/lib/schemas/session";
import { type SessionRow, toSession, toSessionEvent } from "./session-row";

const now = new Date("2026-01-01T12:00:00Z");
const around = { now, sleepsAfterMs: 1_800_000, queuePosition: null };

function row(values: Partial<SessionRow> = {}): SessionRow {
  return {
    id: "s1",
    studentId: "u1",
    exerciseId: "e1",
    state: "ready",
    stage: null,
    containerName: "sql-exercise-u1-e1-x",
    pooledName: null,
    port: 24_000,
    failureCode: null,
    failureMessage: null,
    leaseUntil: null,
    leaseHolder: "web-1",
    createdAt: new Date("2026-01-01T10:00:00Z"),
    readyAt: new Date("2026-01-01T10:00:01Z"),
    lastActiveAt: new Date("2026-01-01T11:00:00.250Z"),
    expiresAt: new Date("2026-01-08T11:00:00Z"),
    endedAt: null,
    queuedAt: null,
    presentUntil: null,
    endReason: null,
    connectionShownAt: null,
    diskSleepAt: null,
    ...values,
  };
}

describe("toSession", () => {
  it("gives the contract's fields, with times in ISO 8601, UTC", () => {
    expect(toSession(row())).toEqual({
      id: "s1",
      exerciseId: "e1",
      studentId: "u1",
      state: "ready",
      containerName: "sql-exercise-u1-e1-x",
      port: 24_000,
      queuePosition: null,
      createdAt: "2026-01-01T10:00:00.000Z",
      lastActiveAt: "2026-01-01T11:00:00.250Z",
      expiresAt: "2026-01-08T11:00:00.000Z",
    });
  });

  it("leaves out passwords and leases, even where the row still has them", () => {
    const withPasswords = { ...row(), studentPassword: "hidden-1", adminPassword: "hidden-2" };
    expect(sessionSchema.strict().safeParse(toSession(withPasswords)).error).toBeUndefined();
    expect(JSON.stringify(toSessionEvent(withPasswords, around))).not.toMatch(/hidden-|web-1/);
  });

  it.each(sessionStateSchema.options)("fits the contract for a %s session without container or port", (state) => {
    expect(sessionSchema.parse(toSession(row({ state, containerName: null, port: null })))).toMatchObject({ state });
  });
});

describe("toSessionEvent", () => {
  it.each(startStages)("names the stage %s while the session starts, and only then", (stage) => {
    expect(toSessionEvent(row({ state: "starting", stage }), around).stage).toBe(stage);
    expect(toSessionEvent(row({ state: "ready", stage }), around).stage).toBeNull();
  });

  it("gives no stage rather than one that the contract does not know", () => {
    expect(toSessionEvent(row({ state: "starting", stage: "of an older release" }), around).stage).toBeNull();
  });

  it("counts the time left down to nothing, and not below", () => {
    const expiresAt = new Date(now.getTime() + 1_500);
    expect(toSessionEvent(row({ expiresAt }), around).timeLeftMs).toBe(1_500);
    expect(toSessionEvent(row({ expiresAt: now }), around).timeLeftMs).toBe(0);
    expect(toSessionEvent(row({ expiresAt: new Date(0) }), around).timeLeftMs).toBe(0);
  });

  it("gives the place in the queue in both of its fields", () => {
    const event = toSessionEvent(row({ state: "queued", port: null }), { ...around, queuePosition: 3 });
    expect(event).toMatchObject({ queuePosition: 3, session: { state: "queued", queuePosition: 3 } });
  });

  it("tells why a session failed", () => {
    const failed = row({ state: "failed", failureCode: "start_failed", failureMessage: "It did not start." });
    const event = toSessionEvent(failed, around);
    expect(event.failure).toEqual({ code: "start_failed", message: "It did not start." });
    expect(sessionEventSchema.parse(event)).toEqual(event);
  });

  it("tells of no failure where there is none", () => {
    expect(toSessionEvent(row(), around)).toEqual({
      session: toSession(row()),
      stage: null,
      queuePosition: null,
      timeLeftMs: 601_200_000,
      sleepsAfterMs: 1_800_000,
      hasRun: true,
      diskSleepAt: null,
      failure: null,
    });
  });
});
