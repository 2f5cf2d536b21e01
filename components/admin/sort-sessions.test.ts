import { describe, expect, it } from "vitest";
import type { FleetSession } from "@/lib/schemas/fleet";
import { findSessions, orderAfter, sortSessions } from "./sort-sessions";

function open(name: string, figures: Partial<FleetSession> = {}): FleetSession {
  return {
    id: name,
    state: "ready",
    queuePosition: null,
    student: { id: name, name, email: `${name}@example.org` },
    exercise: { slug: "joins", title: "Joins" },
    containerName: `sql-exercise-${name}`,
    createdAt: "2025-01-01T10:00:00Z",
    lastActiveAt: "2025-01-01T10:00:00Z",
    memoryBytes: null,
    cpuPercent: null,
    ...figures,
  };
}

const names = (sessions: FleetSession[]) => sessions.map(({ id }) => id);

describe("sortSessions", () => {
  it("leaves what has no figure last, in both directions", () => {
    const sessions = [open("asleep"), open("small", { memoryBytes: 1 }), open("large", { memoryBytes: 9 })];
    expect(names(sortSessions(sessions, { key: "memory", descending: true }))).toEqual(["large", "small", "asleep"]);
    expect(names(sortSessions(sessions, { key: "memory", descending: false }))).toEqual(["small", "large", "asleep"]);
  });

  it("puts the longest idle first", () => {
    const sessions = [open("now", { lastActiveAt: "2025-01-01T12:00:00Z" }), open("long ago")];
    expect(names(sortSessions(sessions, { key: "idle", descending: true }))).toEqual(["long ago", "now"]);
  });

  it("keeps equal figures in the order of names", () => {
    const sessions = [open("Bo", { cpuPercent: 0 }), open("Ada", { cpuPercent: 0 })];
    expect(names(sortSessions(sessions, { key: "cpu", descending: true }))).toEqual(["Ada", "Bo"]);
  });
});

describe("orderAfter", () => {
  it("begins figures with the highest, names with the first, and turns round when asked again", () => {
    const byStudent = { key: "student", descending: false } as const;
    expect(orderAfter(byStudent, "cpu")).toEqual({ key: "cpu", descending: true });
    expect(orderAfter({ key: "cpu", descending: true }, "cpu")).toEqual({ key: "cpu", descending: false });
    expect(orderAfter({ key: "cpu", descending: true }, "student")).toEqual(byStudent);
  });
});

describe("findSessions", () => {
  it("looks at student, exercise, container and state, whatever the case", () => {
    const sessions = [open("Ada"), open("Bo", { state: "hibernated" })];
    expect(names(findSessions(sessions, " ADA "))).toEqual(["Ada"]);
    expect(names(findSessions(sessions, "hibern"))).toEqual(["Bo"]);
    expect(names(findSessions(sessions, "joins"))).toEqual(["Ada", "Bo"]);
    expect(findSessions(sessions, "")).toBe(sessions);
  });
});
