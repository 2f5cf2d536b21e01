import "server-only";

/** A lesson's row, with the template that its exercise's database has now. */
export interface PlannedLesson {
  id: string;
  exerciseId: string;
  /** Null while the data is being built, or cannot be. */
  templateKey: string | null;
  students: number;
  startsAt: Date;
  /** Whose starts are the lesson's: those whom its teacher teaches. Null: anybody's may be. */
  studentIds: ReadonlySet<string> | null;
}

/** A student got a database for an exercise. */
export interface LessonStart {
  exerciseId: string;
  studentId: string;
  at: Date;
}

export interface LessonFacts {
  /** By the database's clock. */
  now: Date;
  lessons: PlannedLesson[];
  starts: LessonStart[];
}

const minuteMs = 60_000;

/** Students may come so much later, and still find a database. */
const latecomersMs = 30 * minuteMs;

/** Some three containers a second get ready on a small machine; one a second leaves room for its other work. */
const msPerContainer = 1_000;

/** When databases begin to be started for a lesson, and until when they wait. Pure. */
export function lessonWindow({ students, startsAt }: { students: number; startsAt: Date }) {
  const leadMs = Math.max(10 * minuteMs, 5 * minuteMs + students * msPerContainer);
  return {
    preparedFrom: new Date(startsAt.getTime() - leadMs),
    endsAt: new Date(startsAt.getTime() + latecomersMs),
  };
}

/**
 * How many of each lesson's students have not started yet, by lesson. A student counts for the first lesson of the
 * exercise that is prepared or under way, may be theirs and has a place left; who starts again is not counted twice. Whoever
 * starts the exercise for another reason takes nobody's place. Pure.
 */
export function countWanted({ lessons, starts }: Pick<LessonFacts, "lessons" | "starts">): Map<string, number> {
  const inOrder = lessons.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.id.localeCompare(b.id));
  const present = new Map(inOrder.map((lesson) => [lesson.id, new Set<string>()]));
  for (const { exerciseId, studentId, at } of starts.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const open = inOrder.filter(
      (lesson) => lesson.exerciseId === exerciseId && isUnderWay(lesson, at) && mayBeTheirs(lesson, studentId),
    );
    if (open.some(({ id }) => present.get(id)?.has(studentId))) continue;
    const lesson = open.find(({ id, students }) => (present.get(id)?.size ?? 0) < students);
    if (lesson) present.get(lesson.id)?.add(studentId);
  }
  return new Map(lessons.map(({ id, students }) => [id, students - (present.get(id)?.size ?? 0)]));
}

function mayBeTheirs({ studentIds }: PlannedLesson, studentId: string): boolean {
  return studentIds === null || studentIds.has(studentId);
}

/** The containers that lessons need now, by template; overlapping lessons add up. Pure. */
export function countNeeds(facts: LessonFacts): Map<string, number> {
  const wanted = countWanted(facts);
  const needs = new Map<string, number>();
  for (const lesson of facts.lessons) {
    const { templateKey, id } = lesson;
    if (templateKey === null || !isUnderWay(lesson, facts.now)) continue;
    needs.set(templateKey, (needs.get(templateKey) ?? 0) + (wanted.get(id) ?? 0));
  }
  return needs;
}

/** Whether databases wait for the lesson at this time. Pure. */
export function isUnderWay(lesson: PlannedLesson, at: Date): boolean {
  const { preparedFrom, endsAt } = lessonWindow(lesson);
  return at >= preparedFrom && at < endsAt;
}
