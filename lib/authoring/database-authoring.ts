import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import { AppError } from "@/lib/errors/app-error";
import {
  buildErrorSchema,
  type CreateDatabaseBody,
  type DatabaseExercise,
  type DatabaseSummary,
  type ExerciseDatabase,
  type PatchDatabaseBody,
} from "@/lib/schemas/exercise-database";
import { hiddenDatasetsSchema } from "@/lib/schemas/hidden-dataset";
import { gateFaultSchema } from "@/lib/schemas/submission";
import { findByIdOrSlug } from "./find-by-id-or-slug";
import { changedMeanwhile, conflictOf, isOutdated, slugTaken } from "./write-conflict";

const summary = {
  id: true,
  slug: true,
  title: true,
  buildState: true,
  buildError: true,
  buildMs: true,
  dataBytes: true,
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
    const row = await findByIdOrSlug(idOrSlug, (where) =>
      this.database.exerciseDatabase.findUnique({ where, select: whole }),
    );
    if (!row) throw notThere();
    return toExerciseDatabase(row);
  }

  /** Without its SQL. @param idOrSlug either @throws AppError not_found */
  async getSummary(idOrSlug: string): Promise<DatabaseSummary> {
    const row = await findByIdOrSlug(idOrSlug, (where) =>
      this.database.exerciseDatabase.findUnique({ where, select: summary }),
    );
    if (!row) throw notThere();
    return toSummary(row);
  }

  /** @throws AppError conflict where the slug is taken */
  async create(body: CreateDatabaseBody): Promise<ExerciseDatabase> {
    const data = { id: newId(), ...body };
    const created = await this.database.exerciseDatabase
      .create({ data, select: whole })
      .catch(conflictOf({ unique: slugTaken("an exercise database") }));
    return toExerciseDatabase(created);
  }

  /**
   * Changed SQL is built anew; sessions that run keep the database that they have.
   * @throws AppError not_found; conflict where the slug is taken, or somebody else was faster
   */
  async update(idOrSlug: string, body: PatchDatabaseBody): Promise<ExerciseDatabase> {
    const { updatedAt: seenAt, ...changes } = body;
    const before = await this.get(idOrSlug);
    if (isOutdated(seenAt, before)) throw changedMeanwhile("database", before.updatedAt);
    const rebuild = isRebuilt(before, changes) ? { buildState: "building" as const, buildError: Prisma.DbNull } : {};
    const updated = await this.database.exerciseDatabase
      .update({
        where: { id: before.id, ...(seenAt === undefined ? {} : { updatedAt: new Date(seenAt) }) },
        data: { ...changes, ...rebuild },
        select: whole,
      })
      .catch(
        conflictOf({
          unique: slugTaken("an exercise database"),
          missing: seenAt === undefined ? notThere() : changedMeanwhile("database"),
        }),
      );
    return toExerciseDatabase(updated);
  }

  /** @throws AppError not_found; conflict while exercises use it */
  async remove(idOrSlug: string): Promise<void> {
    const { id } = await this.getSummary(idOrSlug);
    const using = await this.listExercises(id);
    await this.database.exerciseDatabase.deleteMany({ where: { id } }).catch(conflictOf({ foreignKey: inUse(using) }));
  }

  /** The exercises that use it, drafts too, in the order of the course. */
  async listExercises(databaseId: string): Promise<DatabaseExercise[]> {
    const rows = await this.database.exercise.findMany({
      where: { databaseId },
      orderBy: [{ position: "asc" }, { title: "asc" }],
      select: { id: true, title: true, published: true, gateDue: true, gateFault: true },
    });
    return rows.map((row) => ({ ...row, gateFault: gateFaultSchema.nullable().parse(row.gateFault) }));
  }
}

/** Whether what is built differs. A failed build is tried again whatever was sent. */
function isRebuilt(before: ExerciseDatabase, changes: Omit<PatchDatabaseBody, "updatedAt">): boolean {
  const { schemaSql = before.schemaSql, seedSql = before.seedSql, hiddenDatasets = before.hiddenDatasets } = changes;
  if (before.buildState === "failed") return true;
  const isSame = schemaSql === before.schemaSql && seedSql === before.seedSql;
  return !isSame || JSON.stringify(hiddenDatasets) !== JSON.stringify(before.hiddenDatasets);
}

type SummaryRow = Prisma.ExerciseDatabaseGetPayload<{ select: typeof summary }>;
type WholeRow = Prisma.ExerciseDatabaseGetPayload<{ select: typeof whole }>;

function toSummary(row: SummaryRow): DatabaseSummary {
  const { id, slug, title, buildState, buildError, buildMs, dataBytes, createdAt, updatedAt, _count } = row;
  return {
    id,
    slug,
    title,
    buildState,
    buildError: buildErrorSchema.nullable().parse(buildError),
    buildMs,
    dataBytes: dataBytes === null ? null : Number(dataBytes),
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

/** So many are named; the page of the database lists all. */
const mostNamed = 5;

function inUse(exercises: DatabaseExercise[]): AppError {
  const named = exercises.slice(0, mostNamed).map(({ title }) => `“${title}”`);
  const others = exercises.length - named.length;
  const names = [...named, ...(others > 0 ? [`${others} more`] : [])].join(", ");
  return new AppError("conflict", { publicMessage: `Exercises use this database. Delete them first: ${names}.` });
}
