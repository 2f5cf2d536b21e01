import "server-only";
import type { Database } from "@/lib/db/database";
import { newId } from "@/lib/db/new-id";
import type { LessonFacts, LessonStart, PlannedLesson } from "./plan-lessons";

/** A lesson's row, with what a teacher wants to read of it. */
export interface LessonRow extends PlannedLesson {
  teacherId: string;
  exercise: { id: string; slug: string; title: string };
}

/** Everybody's lessons of these hours, for planning and for reading. */
export interface LessonRowFacts extends LessonFacts {
  lessons: LessonRow[];
}

/** The earliest moment at which a lesson that is not over yet may have been prepared. */
const lookBackHours = 3;

export class LessonRepository {
  constructor(private readonly database: Database) {}

  async insert(lesson: { exerciseId: string; teacherId: string; students: number; startsAt: Date }): Promise<string> {
    const id = newId();
    await this.database.lesson.create({ data: { id, ...lesson } });
    return id;
  }

  findOwner(id: string): Promise<{ teacherId: string } | null> {
    return this.database.lesson.findUnique({ where: { id }, select: { teacherId: true } });
  }

  async remove(id: string): Promise<void> {
    await this.database.lesson.deleteMany({ where: { id } });
  }

  /** By the database's clock, as all that concerns lessons. */
  async readNow(): Promise<Date> {
    const [row] = await this.database.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
    if (!row) throw new Error("the database did not say what time it is");
    return row.now;
  }

  /** Everybody's lessons that are not long over, the next first, and who has started since. */
  async readFacts(): Promise<LessonRowFacts> {
    const now = await this.readNow();
    const since = new Date(now.getTime() - lookBackHours * 60 * 60_000);
    const rows = await this.database.lesson.findMany({
      where: { startsAt: { gt: since } },
      orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      include: {
        exercise: {
          select: { id: true, slug: true, title: true, database: { select: { buildState: true, templateKey: true } } },
        },
      },
    });
    const taught = await this.listTaught([...new Set(rows.map(({ teacherId }) => teacherId))]);
    const lessons = rows.map(({ exercise: { database, ...exercise }, ...lesson }) => ({
      ...lesson,
      exercise,
      studentIds: taught.get(lesson.teacherId) ?? null,
      templateKey: database.buildState === "ready" ? database.templateKey : null,
    }));
    const exerciseIds = [...new Set(lessons.map(({ exerciseId }) => exerciseId))];
    return { now, lessons, starts: exerciseIds.length === 0 ? [] : await this.listStarts(exerciseIds, since) };
  }

  /** The students of each of these teachers. An administrator teaches everybody; whoever has no students yet, anybody. */
  private async listTaught(teacherIds: string[]): Promise<Map<string, Set<string>>> {
    if (teacherIds.length === 0) return new Map();
    const pairs = await this.database.$queryRaw<{ teacherId: string; studentId: string }[]>`
      SELECT t.user_id AS "teacherId", s.user_id AS "studentId"
      FROM course_members t
        JOIN users u ON u.id = t.user_id AND u.role = 'teacher'
        JOIN course_members s ON s.course_id = t.course_id AND s.role = 'student'
      WHERE t.role = 'teacher' AND t.user_id = ANY(${teacherIds})`;
    const taught = new Map<string, Set<string>>();
    for (const { teacherId, studentId } of pairs) {
      taught.set(teacherId, (taught.get(teacherId) ?? new Set()).add(studentId));
    }
    return taught;
  }

  /** The sessions that got a container, or are about to. */
  private async listStarts(exerciseIds: string[], since: Date): Promise<LessonStart[]> {
    const rows = await this.database.exerciseSession.findMany({
      where: {
        exerciseId: { in: exerciseIds },
        createdAt: { gt: since },
        OR: [{ readyAt: { not: null } }, { state: "starting" }],
      },
      select: { exerciseId: true, studentId: true, createdAt: true },
    });
    return rows.map(({ createdAt, ...start }) => ({ ...start, at: createdAt }));
  }
}
