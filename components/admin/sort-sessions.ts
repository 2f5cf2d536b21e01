import type { FleetSession } from "@/lib/schemas/fleet";

export type SortKey = "student" | "memory" | "cpu" | "idle";

export interface SessionOrder {
  key: SortKey;
  descending: boolean;
}

/** A table of names begins with A; one of figures with the highest. */
export function orderAfter(before: SessionOrder, key: SortKey): SessionOrder {
  if (before.key === key) return { key, descending: !before.descending };
  return { key, descending: key !== "student" };
}

/** Rows without the figure stand last in both directions. Equal ones stay by name, so that no row jumps. */
export function sortSessions(sessions: FleetSession[], { key, descending }: SessionOrder): FleetSession[] {
  const sign = descending ? -1 : 1;
  return sessions.toSorted((a, b) => {
    if (key === "student") return sign * byName(a, b);
    const [left, right] = [figureOf(a, key), figureOf(b, key)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}

/** Those whose student, exercise, container or state has the words in it. */
export function findSessions(sessions: FleetSession[], words: string): FleetSession[] {
  const wanted = words.trim().toLocaleLowerCase();
  if (wanted === "") return sessions;
  return sessions.filter(({ student, exercise, containerName, state }) =>
    [student.name, student.email, exercise.title, containerName ?? "", state].some((text) =>
      text.toLocaleLowerCase().includes(wanted),
    ),
  );
}

function figureOf(session: FleetSession, key: Exclude<SortKey, "student">): number | null {
  if (key === "memory") return session.memoryBytes;
  if (key === "cpu") return session.cpuPercent;
  return -Date.parse(session.lastActiveAt);
}

function byName(a: FleetSession, b: FleetSession): number {
  return (
    a.student.name.localeCompare(b.student.name) ||
    a.exercise.title.localeCompare(b.exercise.title) ||
    a.id.localeCompare(b.id)
  );
}
