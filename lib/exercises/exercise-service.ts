import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import type { Exercise, ExerciseKind } from "@/lib/schemas/exercise";

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

/** An exercise and the state of its database's template. */
export interface StartSource {
  id: string;
  kind: ExerciseKind;
  buildState: "building" | "ready" | "failed";
  templateKey: string | null;
  /** How often in a row containers of the template did not get ready; null for never. */
  templateFailures: number | null;
  /** Containers of the template that nobody has claimed, those that wait longest first. */
  waiting: { name: string; port: number }[];
}

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

  /**
   * What starting a session needs to know, in one question: a start has few milliseconds.
   * @param options.waitingAtMost so many of the containers that wait are named
   */
  async findForStart(idOrSlug: string, options: { waitingAtMost: number }): Promise<StartSource | null> {
    const [row] = await this.database.queryDirectly<StartSource>(Prisma.sql`
      SELECT e.id, e.kind::text, d.build_state::text AS "buildState", d.template_key AS "templateKey",
        f.failures AS "templateFailures",
        (SELECT coalesce(json_agg(w), '[]') FROM (
          SELECT p.name, p.port FROM pool_containers p WHERE p.template_key = d.template_key AND p.state = 'ready'
          ORDER BY p.created_at LIMIT ${options.waitingAtMost}
        ) AS w) AS waiting
      FROM exercises e JOIN exercise_databases d ON d.id = e.database_id
        LEFT JOIN template_faults f ON f.template_key = d.template_key
      WHERE e.published AND (e.id = ${idOrSlug} OR e.slug = ${idOrSlug})`);
    return row ?? null;
  }

  /** What bringing up a session needs to know; also of an exercise that was unpublished meanwhile. */
  getForSession(id: string) {
    return this.database.exercise.findUniqueOrThrow({ where: { id }, select: { databaseId: true, kind: true } });
  }
}
