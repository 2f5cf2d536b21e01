import "server-only";
import type { Database } from "@/lib/db/database";
import type { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import { AppError } from "@/lib/errors/app-error";
import type { GradingService, RegradeReport } from "@/lib/grading/grading-service";
import type { AuthoredExercise, CreateExerciseBody, PatchExerciseBody } from "@/lib/schemas/authored-exercise";
import { checkRulesSchema } from "@/lib/schemas/check-rules";
import type { Viewer } from "@/lib/schemas/user";
import type { TemplateReadiness } from "./template-readiness";
import { conflictOf } from "./write-conflict";

interface ExerciseAuthoringOptions {
  database: Database;
  grading: GradingService;
  readiness: TemplateReadiness;
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
  createdAt: true,
  updatedAt: true,
} as const;

/** A verdict depends on these; a new title or another place in the course leaves the version as it is. */
export const gradedFields = ["kind", "databaseId", "prompt", "solutionSql", "check"] as const;

const slugTaken = "There is an exercise of this slug already.";

/** Exercises as teachers write them. What is published has passed the publish gate. */
export class ExerciseAuthoring {
  constructor(private readonly options: ExerciseAuthoringOptions) {}

  /** All of them, drafts too, in the order of the course. */
  async list(): Promise<AuthoredExercise[]> {
    const orderBy = [{ position: "asc" as const }, { title: "asc" as const }];
    return (await this.options.database.exercise.findMany({ select, orderBy })).map(toAuthored);
  }

  /** @param idOrSlug either @throws AppError not_found */
  async get(idOrSlug: string): Promise<AuthoredExercise> {
    const where = { OR: [{ id: idOrSlug }, { slug: idOrSlug }] };
    const row = await this.options.database.exercise.findFirst({ where, select });
    if (!row) throw notThere();
    return toAuthored(row);
  }

  /**
   * Stores a draft, or publishes at once what passes the gate; what does not is not stored.
   * @throws AppError conflict where the slug is taken; invalid_request, also with the gate's report; as the gate does
   */
  async create(viewer: Viewer, body: CreateExerciseBody): Promise<AuthoredExercise> {
    const { database } = this.options;
    const fields = { ...body, databaseId: await this.findDatabaseId(body.databaseId), check: body.check ?? {} };
    if (await database.exercise.findUnique({ where: { slug: body.slug }, select: { id: true } })) {
      throw new AppError("conflict", { publicMessage: slugTaken });
    }
    if (fields.published) await this.passGate(viewer, fields);
    const position = fields.position ?? (await this.nextPosition());
    const created = await database.exercise
      .create({ data: { id: newId(), ...fields, position }, select })
      .catch(conflictOf({ unique: slugTaken, foreignKey: "The exercise's database was deleted meanwhile." }));
    return toAuthored(created);
  }

  /** What is published stays so only where it passes the gate with the changes. @throws AppError as `create`, not_found */
  async update(viewer: Viewer, idOrSlug: string, changes: PatchExerciseBody): Promise<AuthoredExercise> {
    const before = await this.get(idOrSlug);
    const databaseId =
      changes.databaseId === undefined ? before.databaseId : await this.findDatabaseId(changes.databaseId);
    const after = { ...before, ...withoutUndefined(changes), databaseId };
    const isRegraded = gradedFields.some((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]));
    if (after.published && (isRegraded || !before.published)) await this.passGate(viewer, after);
    const version = isRegraded ? { version: { increment: 1 } } : {};
    const updated = await this.options.database.exercise
      .update({
        // Somebody else's change in between would be overwritten by halves, and past the gate.
        where: { id: before.id, updatedAt: new Date(before.updatedAt) },
        data: { ...changes, databaseId, ...version },
        select,
      })
      .catch(conflictOf({ unique: slugTaken, missing: changedMeanwhile() }));
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
          foreignKey:
            "Students have a database open for this exercise. Unpublish it, and delete it when they are done.",
        }),
      );
  }

  /** Gives answers a new verdict whose verdict is about an earlier version. @throws AppError not_found, as grading does */
  async regrade(viewer: Viewer, idOrSlug: string): Promise<RegradeReport> {
    const { id } = await this.get(idOrSlug);
    return this.options.grading.regrade({ person: viewer.id, exerciseId: id });
  }

  private async passGate(
    viewer: Viewer,
    exercise: Pick<AuthoredExercise, "kind" | "databaseId" | "solutionSql" | "check" | "prompt">,
  ): Promise<void> {
    const { readiness, grading } = this.options;
    await readiness.waitUntilBuilt(exercise.databaseId);
    const report = await grading.publishGate({ person: viewer.id, exercise });
    if (report.passed) return;
    const { message = "" } = report.findings.find(({ outcome }) => outcome === "failed") ?? {};
    throw new AppError("invalid_request", {
      publicMessage: `This cannot be published yet. ${message}`.trim(),
      details: report,
    });
  }

  private async findDatabaseId(idOrSlug: string): Promise<string> {
    const where = { OR: [{ id: idOrSlug }, { slug: idOrSlug }] };
    const row = await this.options.database.exerciseDatabase.findFirst({ where, select: { id: true } });
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
  const { check, hints, createdAt, updatedAt, ...rest } = row;
  return {
    ...rest,
    check: checkRulesSchema.parse(check),
    hints,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Zod leaves out what was not sent, and TypeScript does not know. */
function withoutUndefined(changes: PatchExerciseBody) {
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

function changedMeanwhile(): AppError {
  return new AppError("conflict", {
    publicMessage: "Somebody else has changed this exercise meanwhile. Load it again; nothing of theirs is lost.",
  });
}
