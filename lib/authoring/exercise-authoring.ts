import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import { AppError } from "@/lib/errors/app-error";
import type { GradingService } from "@/lib/grading/grading-service";
import type {
  AuthoredExercise,
  CreateExerciseBody,
  ExerciseSummary,
  ExerciseUse,
  PatchExerciseBody,
  RegradeReport,
} from "@/lib/schemas/authored-exercise";
import { checkRulesSchema } from "@/lib/schemas/check-rules";
import { type GateReport, gateFaultSchema } from "@/lib/schemas/submission";
import type { Viewer } from "@/lib/schemas/user";
import type { ExerciseGate } from "./exercise-gate";
import { findByIdOrSlug } from "./find-by-id-or-slug";
import { readExerciseUse } from "./read-exercise-use";
import { changedMeanwhile, conflictOf, isOutdated, slugTaken } from "./write-conflict";

interface ExerciseAuthoringOptions {
  database: Database;
  grading: GradingService;
  gate: ExerciseGate;
}

const select = {
  id: true,
  slug: true,
  title: true,
  databaseId: true,
  database: { select: { slug: true, title: true } },
  prompt: true,
  kind: true,
  solutionSql: true,
  starterSql: true,
  topic: true,
  difficulty: true,
  check: true,
  published: true,
  position: true,
  hints: true,
  why: true,
  version: true,
  gateDue: true,
  gateFault: true,
  createdAt: true,
  updatedAt: true,
} as const;

const courseOrder = [{ position: "asc" }, { title: "asc" }] satisfies Prisma.ExerciseOrderByWithRelationInput[];

const summary = {
  id: true,
  slug: true,
  title: true,
  kind: true,
  topic: true,
  difficulty: true,
  position: true,
  published: true,
  gateDue: true,
  gateFault: true,
  database: { select: { id: true, title: true } },
  updatedAt: true,
  _count: { select: { submissions: true } },
} as const;

/** A verdict depends on these; a new title or another place in the course leaves the version as it is. */
export const gradedFields = ["kind", "databaseId", "prompt", "solutionSql", "check"] as const;

/** Exercises as teachers write them. What is published has passed the publish gate. */
export class ExerciseAuthoring {
  constructor(private readonly options: ExerciseAuthoringOptions) {}

  /** All of them, drafts too, in the order of the course. */
  async list(): Promise<AuthoredExercise[]> {
    return (await this.options.database.exercise.findMany({ select, orderBy: courseOrder })).map(toAuthored);
  }

  /** The same as a list shows them: without their SQL, and with the number of answers. */
  async listSummaries(): Promise<ExerciseSummary[]> {
    const rows = await this.options.database.exercise.findMany({ select: summary, orderBy: courseOrder });
    return rows.map(({ _count, updatedAt, gateFault, ...rest }) => ({
      ...rest,
      gateFault: gateFaultSchema.nullable().parse(gateFault),
      attempts: _count.submissions,
      updatedAt: updatedAt.toISOString(),
    }));
  }

  /** @param idOrSlug either @throws AppError not_found */
  async get(idOrSlug: string): Promise<AuthoredExercise> {
    const row = await findByIdOrSlug(idOrSlug, (where) => this.options.database.exercise.findUnique({ where, select }));
    if (!row) throw notThere();
    return toAuthored(row);
  }

  /** What students have done with it. */
  getUse({ id, version }: Pick<AuthoredExercise, "id" | "version">): Promise<ExerciseUse> {
    return readExerciseUse(this.options.database, { id, version });
  }

  /**
   * Stores a draft, or publishes at once what passes the gate; what does not is not stored.
   * @throws AppError conflict where the slug is taken; invalid_request, also with the gate's report; as the gate does
   */
  async create(viewer: Viewer, body: CreateExerciseBody): Promise<AuthoredExercise> {
    const { database, gate } = this.options;
    const fields = { ...body, databaseId: await this.findDatabaseId(body.databaseId), check: body.check ?? {} };
    if (await database.exercise.findUnique({ where: { slug: body.slug }, select: { id: true } })) {
      throw slugTaken("an exercise");
    }
    const seen = fields.published ? await gate.pass(viewer, fields) : null;
    const position = fields.position ?? (await this.nextPosition());
    const created = await database.exercise
      .create({ data: { id: newId(), ...fields, position }, select })
      .catch(conflictOf({ unique: slugTaken("an exercise"), foreignKey: databaseGone() }));
    if (seen) await gate.markOvertaken(created.id, seen);
    return toAuthored(created);
  }

  /**
   * What is published stays so only where it passes the gate with the changes.
   * @throws AppError as `create`; not_found; conflict where somebody else was faster
   */
  async update(viewer: Viewer, idOrSlug: string, body: PatchExerciseBody): Promise<AuthoredExercise> {
    const { updatedAt: seenAt, ...changes } = body;
    const before = await this.get(idOrSlug);
    if (isOutdated(seenAt, before)) throw changedMeanwhile("exercise", before.updatedAt);
    const databaseId =
      changes.databaseId === undefined ? before.databaseId : await this.findDatabaseId(changes.databaseId);
    const after = { ...before, ...withoutUndefined(changes), databaseId };
    const isRegraded = gradedFields.some((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]));
    const isTried = after.published && (isRegraded || !before.published);
    const seen = isTried ? await this.options.gate.pass(viewer, after) : null;
    const version = isRegraded ? { version: { increment: 1 } } : {};
    const tried = seen ? { gateDue: false, gateFault: Prisma.DbNull } : {};
    const updated = await this.options.database.exercise
      .update({
        // Somebody else's change in between would be overwritten by halves, and past the gate.
        where: { id: before.id, updatedAt: new Date(before.updatedAt) },
        data: { ...changes, databaseId, ...version, ...tried },
        select,
      })
      .catch(
        conflictOf({
          unique: slugTaken("an exercise"),
          foreignKey: databaseGone(),
          missing: changedMeanwhile("exercise"),
        }),
      );
    if (seen) await this.options.gate.markOvertaken(updated.id, seen);
    return toAuthored(updated);
  }

  /** Takes its ended sessions and its answers along. @throws AppError not_found; conflict while somebody works on it */
  async remove(idOrSlug: string): Promise<void> {
    const { id } = await this.get(idOrSlug);
    const { database } = this.options;
    await database
      .$transaction([
        database.exerciseSession.deleteMany({ where: { exerciseId: id, state: { in: ["ended", "failed"] } } }),
        database.exercise.deleteMany({ where: { id } }),
      ])
      .catch(
        conflictOf({
          foreignKey: new AppError("conflict", {
            publicMessage:
              "Students have a database open for this exercise. Unpublish it, and delete it when they are done.",
          }),
        }),
      );
  }

  /**
   * Gives answers a new verdict whose verdict is about an earlier version, as many as there is time for.
   * @throws AppError not_found; invalid_request with the gate's report where its database has changed and it no longer holds;
   * as grading does
   */
  async regrade(idOrSlug: string): Promise<RegradeReport> {
    const exercise = await this.get(idOrSlug);
    if (exercise.gateDue || exercise.gateFault) await this.options.gate.requireHeld(exercise);
    return this.options.grading.regrade(exercise.id);
  }

  /**
   * What publishing would find. Of what is published that is written down: its database may have changed.
   * @throws AppError not_found, as the gate does
   */
  async tryGate(viewer: Viewer, idOrSlug: string): Promise<GateReport> {
    const exercise = await this.get(idOrSlug);
    const { gate } = this.options;
    return exercise.published ? gate.lookAgain(exercise) : gate.look(viewer, exercise);
  }

  private async findDatabaseId(idOrSlug: string): Promise<string> {
    const row = await findByIdOrSlug(idOrSlug, (where) =>
      this.options.database.exerciseDatabase.findUnique({ where, select: { id: true } }),
    );
    if (row) return row.id;
    const issue = { code: "custom", path: ["databaseId"], message: "There is no such exercise database." };
    throw new AppError("invalid_request", { publicMessage: issue.message, details: [issue] });
  }

  private async nextPosition(): Promise<number> {
    const { _max } = await this.options.database.exercise.aggregate({ _max: { position: true } });
    return (_max.position ?? 0) + 1;
  }
}

function toAuthored(row: Prisma.ExerciseGetPayload<{ select: typeof select }>): AuthoredExercise {
  const { check, hints, gateFault, createdAt, updatedAt, ...rest } = row;
  return {
    ...rest,
    check: checkRulesSchema.parse(check),
    gateFault: gateFaultSchema.nullable().parse(gateFault),
    hints,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Zod leaves out what was not sent, and TypeScript does not know. */
function withoutUndefined(changes: Omit<PatchExerciseBody, "updatedAt">) {
  const { title, kind, prompt, solutionSql, check, published } = changes;
  return {
    ...(title === undefined ? {} : { title }),
    ...(kind === undefined ? {} : { kind }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(solutionSql === undefined ? {} : { solutionSql }),
    ...(check === undefined ? {} : { check }),
    ...(published === undefined ? {} : { published }),
  };
}

function notThere(): AppError {
  return new AppError("not_found", { publicMessage: "There is no such exercise." });
}

function databaseGone(): AppError {
  const issue = { code: "custom", path: ["databaseId"], message: "The exercise's database was deleted meanwhile." };
  return new AppError("conflict", { publicMessage: issue.message, details: [issue] });
}
