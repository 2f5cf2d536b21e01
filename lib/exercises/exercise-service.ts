import "server-only";
import type { Database } from "@/lib/db/database";
import type { Exercise } from "@/lib/schemas/exercise";

/** The columns that a student may see, and no others are read. */
const visible = {
  id: true,
  slug: true,
  title: true,
  databaseId: true,
  prompt: true,
  kind: true,
  starterSql: true,
  topic: true,
  difficulty: true,
  position: true,
  database: { select: { slug: true, title: true } },
} as const;

/** Exercises as students see them: the published ones, without solution, check or hidden data. */
export class ExerciseService {
  constructor(private readonly database: Database) {}

  listExercises(): Promise<Exercise[]> {
    return this.database.exercise.findMany({
      where: { published: true },
      orderBy: [{ position: "asc" }, { title: "asc" }],
      select: visible,
    });
  }

  findExercise(idOrSlug: string): Promise<Exercise | null> {
    return this.database.exercise.findFirst({
      where: { published: true, OR: [{ id: idOrSlug }, { slug: idOrSlug }] },
      select: visible,
    });
  }

  /** What bringing up a session needs to know; also of an exercise that was unpublished meanwhile. */
  getForSession(id: string) {
    return this.database.exercise.findUniqueOrThrow({ where: { id }, select: { databaseId: true, kind: true } });
  }
}
