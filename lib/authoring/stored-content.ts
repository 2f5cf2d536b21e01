import "server-only";
import type { Database } from "@/lib/db/database";
import { AppError } from "@/lib/errors/app-error";
import type { DatabaseFields } from "@/lib/exercises/database-files";
import type { ExerciseFields } from "@/lib/exercises/exercise-file";
import { slugSchema } from "@/lib/schemas/authoring-text";
import { checkRulesSchema } from "@/lib/schemas/check-rules";
import { hiddenDatasetsSchema } from "@/lib/schemas/hidden-dataset";

/** What Carrel keeps of an exercise database or an exercise, as its files have it. */
export interface StoredItem<Fields> {
  slug: string;
  fields: Fields;
  /** When it was changed last. */
  updatedAt: string;
}

const databaseColumns = {
  title: true,
  schemaSql: true,
  seedSql: true,
  hiddenDatasets: true,
  updatedAt: true,
} as const;

const exerciseColumns = {
  database: { select: { slug: true } },
  title: true,
  prompt: true,
  kind: true,
  topic: true,
  difficulty: true,
  position: true,
  starterSql: true,
  solutionSql: true,
  why: true,
  hints: true,
  check: true,
  published: true,
  updatedAt: true,
} as const;

/** Exercise databases and exercises in the form in which files have them. */
export class StoredContent {
  constructor(private readonly database: Database) {}

  /** All slugs, of exercises in the order of the course. */
  async listSlugs(): Promise<{ databases: string[]; exercises: string[] }> {
    const select = { slug: true } as const;
    const orderBy = [{ position: "asc" as const }, { title: "asc" as const }, { slug: "asc" as const }];
    const databases = await this.database.exerciseDatabase.findMany({ select, orderBy: { slug: "asc" } });
    const exercises = await this.database.exercise.findMany({ select, orderBy });
    return { databases: databases.map(({ slug }) => slug), exercises: exercises.map(({ slug }) => slug) };
  }

  async findDatabase(slug: string): Promise<StoredItem<DatabaseFields> | null> {
    if (!isSlug(slug)) return null;
    const row = await this.database.exerciseDatabase.findUnique({ where: { slug }, select: databaseColumns });
    if (!row) return null;
    const { updatedAt, hiddenDatasets, title, schemaSql, seedSql } = row;
    const fields = { title, schemaSql, seedSql, hiddenDatasets: hiddenDatasetsSchema.parse(hiddenDatasets) };
    return { slug, fields, updatedAt: updatedAt.toISOString() };
  }

  /** @throws AppError not_found */
  async getDatabaseId(slug: string): Promise<string> {
    const row = await this.database.exerciseDatabase.findUnique({ where: { slug }, select: { id: true } });
    if (row) return row.id;
    throw new AppError("not_found", { publicMessage: `There is no exercise database ${slug}.` });
  }

  async findExercise(slug: string): Promise<StoredItem<ExerciseFields> | null> {
    if (!isSlug(slug)) return null;
    const row = await this.database.exercise.findUnique({ where: { slug }, select: exerciseColumns });
    if (!row) return null;
    const { updatedAt, database, check, position, ...rest } = row;
    const fields = {
      ...rest,
      databaseSlug: database.slug,
      // Whoever made an exercise past the contract may have left its place open.
      position: position > 0 ? position : null,
      check: checkRulesSchema.parse(check),
    };
    return { slug, fields, updatedAt: updatedAt.toISOString() };
  }
}

/** Nothing else is called so, and not every text can be asked for. */
function isSlug(slug: string): boolean {
  return slugSchema.safeParse(slug).success;
}
