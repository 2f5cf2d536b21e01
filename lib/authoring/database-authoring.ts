import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import { AppError } from "@/lib/errors/app-error";
import {
  buildErrorSchema,
  type CreateDatabaseBody,
  type DatabaseSummary,
  type ExerciseDatabase,
  type PatchDatabaseBody,
} from "@/lib/schemas/exercise-database";
import { hiddenDatasetsSchema } from "@/lib/schemas/hidden-dataset";
import { conflictOf } from "./write-conflict";

const summary = {
  id: true,
  slug: true,
  title: true,
  buildState: true,
  buildError: true,
  createdAt: true,
  updatedAt: true,
  _count: { select: { exercises: true } },
} as const;
const whole = { ...summary, schemaSql: true, seedSql: true, hiddenDatasets: true } as const;

/** Exercise databases as teachers write them. The keeper hears of each change, and builds in the background. */
export class DatabaseAuthoring {
  constructor(private readonly database: Database) {}

  async list(): Promise<DatabaseSummary[]> {
    const rows = await this.database.exerciseDatabase.findMany({ select: summary, orderBy: { title: "asc" } });
    return rows.map(toSummary);
  }

  /** @param idOrSlug either @throws AppError not_found */
  async get(idOrSlug: string): Promise<ExerciseDatabase> {
    const where = { OR: [{ id: idOrSlug }, { slug: idOrSlug }] };
    const row = await this.database.exerciseDatabase.findFirst({ where, select: whole });
    if (!row) throw notThere();
    return toExerciseDatabase(row);
  }

  /** @throws AppError conflict where the slug is taken */
  async create(body: CreateDatabaseBody): Promise<ExerciseDatabase> {
    const data = { id: newId(), ...body };
    const created = await this.database.exerciseDatabase
      .create({ data, select: whole })
      .catch(conflictOf({ unique: "There is an exercise database of this slug already." }));
    return toExerciseDatabase(created);
  }

  /** Changed SQL is built anew; sessions that run keep the database that they have. @throws AppError not_found, conflict */
  async update(idOrSlug: string, changes: PatchDatabaseBody): Promise<ExerciseDatabase> {
    const before = await this.get(idOrSlug);
    const rebuild = isRebuilt(before, changes) ? { buildState: "building" as const, buildError: Prisma.DbNull } : {};
    const updated = await this.database.exerciseDatabase
      .update({ where: { id: before.id }, data: { ...changes, ...rebuild }, select: whole })
      .catch(conflictOf({ unique: "There is an exercise database of this slug already.", missing: notThere() }));
    return toExerciseDatabase(updated);
  }

  /** @throws AppError not_found; conflict while exercises use it */
  async remove(idOrSlug: string): Promise<void> {
    const { id } = await this.get(idOrSlug);
    await this.database.exerciseDatabase
      .deleteMany({ where: { id } })
      .catch(conflictOf({ foreignKey: "Exercises use this database. Delete them first." }));
  }
}

/** Whether what is built differs. A failed build is tried again whatever was sent. */
function isRebuilt(before: ExerciseDatabase, changes: PatchDatabaseBody): boolean {
  const { schemaSql = before.schemaSql, seedSql = before.seedSql, hiddenDatasets = before.hiddenDatasets } = changes;
  if (before.buildState === "failed") return true;
  const isSame = schemaSql === before.schemaSql && seedSql === before.seedSql;
  return !isSame || JSON.stringify(hiddenDatasets) !== JSON.stringify(before.hiddenDatasets);
}

type SummaryRow = Prisma.ExerciseDatabaseGetPayload<{ select: typeof summary }>;
type WholeRow = Prisma.ExerciseDatabaseGetPayload<{ select: typeof whole }>;

function toSummary(row: SummaryRow): DatabaseSummary {
  const { id, slug, title, buildState, buildError, createdAt, updatedAt, _count } = row;
  return {
    id,
    slug,
    title,
    buildState,
    buildError: buildErrorSchema.nullable().parse(buildError),
    exerciseCount: _count.exercises,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function toExerciseDatabase(row: WholeRow): ExerciseDatabase {
  const { schemaSql, seedSql, hiddenDatasets } = row;
  return { ...toSummary(row), schemaSql, seedSql, hiddenDatasets: hiddenDatasetsSchema.parse(hiddenDatasets) };
}

function notThere(): AppError {
  return new AppError("not_found", { publicMessage: "There is no such exercise database." });
}
