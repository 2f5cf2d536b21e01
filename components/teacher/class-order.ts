import type { ClassSession } from "@/lib/schemas/session";

/** By name, then by exercise: a row never moves because of what a student did. */
export function inClassOrder(sessions: ClassSession[]): ClassSession[] {
  return sessions.toSorted(
    (a, b) =>
      a.student.name.localeCompare(b.student.name) ||
      a.student.id.localeCompare(b.student.id) ||
      a.exercise.title.localeCompare(b.exercise.title) ||
      a.session.id.localeCompare(b.session.id),
  );
}

/** "2 students have 3 databases open". */
export function describeClass(sessions: ClassSession[]): string {
  if (sessions.length === 0) return "Nobody has a database open";
  const students = new Set(sessions.map(({ student }) => student.id)).size;
  const who = students === 1 ? "1 student has" : `${students} students have`;
  return `${who} ${sessions.length === 1 ? "1 database" : `${sessions.length} databases`} open`;
}
