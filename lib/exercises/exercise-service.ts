import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import type { Exercise, ExerciseKind } from "@/lib/schemas/exercise";
import type { Viewer } from "@/lib/schemas/user";
import { listProgress } from "./list-progress";

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

const courseOrder = [
  { position: "asc" },
  { title: "asc" },
  { id: "asc" },
] satisfies Prisma.ExerciseOrderByWithRelationInput[];

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

/** The state of an exercise database's template. */
export type ReadSource = Omit<StartSource, "kind">;

/** Exercises as students see them: the published ones, without solution, check or hidden data. */
export class ExerciseService {
  constructor(private readonly database: Database) {}

  listExercises(): Promise<Exercise[]> {
    return this.database.exercise.findMany({
      where: { published: true },
      orderBy: courseOrder,
      select: visible,
    });
  }

  findExercise(idOrSlug: string): Promise<Exercise | null> {
    return this.database.exercise.findFirst({
      where: { published: true, OR: [{ id: idOrSlug }, { slug: idOrSlug }] },
      select: visible,
    });
  }

  /** What a student has begun and solved, the last first. */
  listProgress(studentId: string) {
    return listProgress(this.database, studentId);
  }

  /** The one that comes after it in the order of the list; null behind the last. */
  findNextExercise({ id, position, title }: Pick<Exercise, "id" | "position" | "title">) {
    const later = [
      { position: { gt: position } },
      { position, title: { gt: title } },
      { position, title, id: { gt: id } },
    ];
    return this.database.exercise.findFirst({
      where: { published: true, OR: later },
      orderBy: courseOrder,
      select: { slug: true, title: true },
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

  /**
   * What browsing an exercise database needs to know; null where there is none that this person may see. One without a
   * published exercise is its teacher's alone.
   */
  async findDatabaseToRead(viewer: Viewer, idOrSlug: string): Promise<ReadSource | null> {
    const [row] = await this.database.queryDirectly<ReadSource>(Prisma.sql`
      SELECT d.id, d.build_state::text AS "buildState", d.template_key AS "templateKey", f.failures AS "templateFailures"
      FROM exercise_databases d LEFT JOIN template_faults f ON f.template_key = d.template_key
      WHERE (d.id = ${idOrSlug} OR d.slug = ${idOrSlug})
        AND (${viewer.role !== "student"} OR EXISTS (SELECT FROM exercises e WHERE e.database_id = d.id AND e.published))
      -- An id is meant before a slug that reads the same.
      ORDER BY d.id = ${idOrSlug} DESC`);
    return row ?? null;
  }

  /** What bringing up a session needs to know; also of an exercise that was unpublished meanwhile. */
  getForSession(id: string) {
    return this.database.exercise.findUniqueOrThrow({ where: { id }, select: { databaseId: true, kind: true } });
  }
}
