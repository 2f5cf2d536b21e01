import "server-only";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { Lesson } from "@/lib/schemas/lesson";
import type { Viewer } from "@/lib/schemas/user";
import type { PoolRepository } from "@/lib/sessions/pool-repository";
import type { TemplateFault, TemplateFaults } from "@/lib/templates/template-faults";
import { describeLessons } from "./describe-lesson";
import type { LessonRepository } from "./lesson-repository";

interface LessonServiceOptions {
  repository: LessonRepository;
  exercises: ExerciseService;
  pool: PoolRepository;
  faults: TemplateFaults;
  capacity: { maxLive: number; ports: number };
  /** Whether the installation keeps no containers waiting at all. */
  isPoolOff: boolean;
}

interface NewLesson {
  /** Its id or its slug. */
  exerciseId: string;
  students: number;
  /** ISO 8601. */
  startsAt: string;
}

const hourMs = 60 * 60_000;
const longestAheadMs = 30 * 24 * hourMs;

/** Lessons that teachers prepare: databases are started ahead for them, and given back when they are over. */
export class LessonService {
  constructor(private readonly options: LessonServiceOptions) {}

  /** @throws AppError not_found for an exercise that no student can open, invalid_request for a time that makes no sense */
  async prepareLesson(viewer: Viewer, lesson: NewLesson): Promise<Lesson> {
    const { repository, exercises } = this.options;
    const exercise = await exercises.findExercise(lesson.exerciseId);
    if (!exercise) throw new AppError("not_found", { publicMessage: "There is no such exercise." });
    const startsAt = new Date(lesson.startsAt);
    checkTime(startsAt, await repository.readNow());
    const { students } = lesson;
    const id = await repository.insert({ exerciseId: exercise.id, teacherId: viewer.id, students, startsAt });
    const inserted = (await this.describeAll()).find(({ row }) => row.id === id);
    if (!inserted) throw new Error(`the lesson ${id} is gone already`);
    return inserted.lesson;
  }

  /** One's own lessons that are not over, the next first; everybody's for an administrator. */
  async listLessons(viewer: Viewer): Promise<Lesson[]> {
    const all = await this.describeAll();
    return all
      .filter(({ row, lesson }) => lesson.state !== "over" && (viewer.role === "admin" || row.teacherId === viewer.id))
      .map(({ lesson }) => lesson);
  }

  /** What waits for the lesson is taken back little by little. One that is gone already is no error. */
  async cancelLesson(viewer: Viewer, id: string): Promise<void> {
    const owner = await this.options.repository.findOwner(id);
    if (!owner) return;
    if (owner.teacherId !== viewer.id && viewer.role !== "admin") {
      throw new AppError("not_found", { publicMessage: "There is no such lesson." });
    }
    await this.options.repository.remove(id);
  }

  /** Everybody's: lessons share the room, so that one cannot be described without the others. */
  private async describeAll() {
    const { repository, pool, capacity, isPoolOff } = this.options;
    const facts = await repository.readFacts();
    if (facts.lessons.length === 0) return [];
    const [entries, host, faults] = await Promise.all([
      pool.listEntries(),
      pool.readRoom(capacity),
      this.readFaults(facts.lessons.flatMap(({ templateKey }) => templateKey ?? [])),
    ]);
    return describeLessons({ facts, entries, host, faults, isPoolOff });
  }

  private async readFaults(templateKeys: string[]): Promise<Map<string, TemplateFault>> {
    const faults = new Map<string, TemplateFault>();
    for (const key of new Set(templateKeys)) {
      const fault = await this.options.faults.findFault(key);
      if (fault) faults.set(key, fault);
    }
    return faults;
  }
}

function checkTime(startsAt: Date, now: Date): void {
  const aheadMs = startsAt.getTime() - now.getTime();
  if (aheadMs < -hourMs) throw wrongTime("The lesson began more than an hour ago.");
  if (aheadMs > longestAheadMs) throw wrongTime("A lesson can be prepared 30 days ahead at most.");
}

function wrongTime(message: string): AppError {
  return new AppError("invalid_request", {
    publicMessage: message,
    details: [{ code: "custom", path: ["startsAt"], message }],
  });
}
