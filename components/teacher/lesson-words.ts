import type { StatusTone } from "@/components/ui/status-dot";
import type { Lesson, LessonState } from "@/lib/schemas/lesson";

export const lessonTones: Record<LessonState, StatusTone> = {
  planned: "off",
  filling: "busy",
  full: "ready",
  short: "waiting",
  running: "ready",
  over: "off",
};

/** How far a lesson is, in a few words: "filling: 23 of 40", "full: 40 desks wait". */
export function describeLessonState({ state, waiting, wanted }: Pick<Lesson, "state" | "waiting" | "wanted">): string {
  if (state === "planned" || state === "over") return state;
  if (wanted === 0) return "all have started";
  if (state === "filling") return `filling: ${waiting} of ${wanted}`;
  if (state === "short") return `short: ${waiting} of ${wanted} wait`;
  return `${state}: ${waiting >= wanted ? countDesks(wanted) : `${waiting} of ${wanted} desks wait`}`;
}

/** "1 student", "40 students". */
export function countStudents(students: number): string {
  return students === 1 ? "1 student" : `${students} students`;
}

function countDesks(desks: number): string {
  return desks === 1 ? "1 desk waits" : `${desks} desks wait`;
}
