import "server-only";
import { z } from "zod";
import type { Database } from "@/lib/db/database";
import { newId } from "@/lib/db/new-id";
import { checkRulesSchema } from "@/lib/schemas/check-rules";
import { checkSchema, type GateFault, gateFaultSchema, type Submission } from "@/lib/schemas/submission";
import type { HelpSource } from "./exercise-help";
import type { GradedExercise } from "./graded-exercise";
import type { Verdict } from "./verdict";

export interface NewSubmission {
  studentId: string;
  exerciseId: string;
  sessionId: string;
  exerciseVersion: number;
  sql: string;
  verdict: Verdict;
}

export interface StoredExercise extends GradedExercise {
  id: string;
  version: number;
  prompt: string;
  /** Its database has changed since the publish gate tried it. */
  gateDue: boolean;
  gateFault: GateFault | null;
}

const checksSchema = z.array(checkSchema);

const listed = {
  id: true,
  exerciseId: true,
  exerciseVersion: true,
  sql: true,
  verdict: true,
  score: true,
  checks: true,
  durationMs: true,
  createdAt: true,
  regradedAt: true,
} as const;

/** Reads and writes answers that were handed in, and the exercises that they are measured by. */
export class SubmissionRepository {
  constructor(private readonly database: Database) {}

  /** With its solution: for the server's eyes. */
  async findExercise(id: string): Promise<StoredExercise | null> {
    const select = {
      id: true,
      version: true,
      kind: true,
      databaseId: true,
      prompt: true,
      solutionSql: true,
      check: true,
      gateDue: true,
      gateFault: true,
    };
    const row = await this.database.exercise.findUnique({ where: { id }, select });
    if (!row) return null;
    const gateFault = gateFaultSchema.nullable().parse(row.gateFault);
    return { ...row, check: checkRulesSchema.parse(row.check), gateFault };
  }

  /**
   * How the gate found an exercise; what has changed since is not answered by it. Past Prisma, which would set the time of the
   * last change: nobody has changed anything.
   */
  async setGateFault(options: { id: string; version: number; fault: GateFault | null }): Promise<void> {
    const { id, version, fault } = options;
    await this.database.$executeRaw`
      UPDATE exercises SET gate_due = false, gate_fault = ${fault && JSON.stringify(fault)}::jsonb
      WHERE id = ${id} AND version = ${version}`;
  }

  async insert({ verdict, sql, ...submission }: NewSubmission): Promise<Submission> {
    // PostgreSQL's text has no NUL; what holds one is refused with PostgreSQL's words, and kept with the sign for it.
    const data = { id: newId(), ...submission, sql: sql.replaceAll("\0", "\u2400"), ...verdict };
    return toSubmission(await this.database.submission.create({ data, select: listed }));
  }

  /** One student's answers to one exercise, the newest first. */
  async list(options: { studentId: string; exerciseId: string; limit: number }): Promise<Submission[]> {
    const { limit: take, ...where } = options;
    const orderBy = [{ createdAt: "desc" as const }, { id: "desc" as const }];
    return (await this.database.submission.findMany({ where, orderBy, take, select: listed })).map(toSubmission);
  }

  /** All that could help a student, and how far they are. With the solution: for the server's eyes. */
  async getHelpSource({ studentId, exerciseId }: { studentId: string; exerciseId: string }): Promise<HelpSource> {
    const submissions = this.database.submission;
    const [help, failedTries, right] = await Promise.all([
      this.database.exercise.findUniqueOrThrow({
        where: { id: exerciseId },
        select: { hints: true, why: true, solutionSql: true },
      }),
      submissions.count({ where: { studentId, exerciseId, verdict: { not: "correct" } } }),
      submissions.findFirst({ where: { studentId, exerciseId, verdict: "correct" }, select: { id: true } }),
    ]);
    return { ...help, failedTries, isSolved: right !== null };
  }

  /** The newest of one student's answers that are right. */
  async findRightAnswer(options: { studentId: string; exerciseId: string }): Promise<string | null> {
    const where = { ...options, verdict: "correct" as const };
    const orderBy = [{ createdAt: "desc" as const }, { id: "desc" as const }];
    const found = await this.database.submission.findFirst({ where, orderBy, select: { sql: true } });
    return found?.sql ?? null;
  }

  /** Answers whose verdict is about another version of the exercise, the oldest first. */
  listOutdated(options: { exerciseId: string; version: number }) {
    const { exerciseId, version } = options;
    return this.database.submission.findMany({
      where: { exerciseId, exerciseVersion: { not: version } },
      orderBy: { createdAt: "asc" },
      select: { id: true, sql: true, verdict: true, studentId: true },
    });
  }

  async setVerdict(options: { id: string; exerciseVersion: number; verdict: Verdict }): Promise<void> {
    const { id, exerciseVersion, verdict } = options;
    const data = { exerciseVersion, ...verdict, regradedAt: new Date() };
    await this.database.submission.updateMany({ where: { id }, data });
  }
}

type Row = Omit<Submission, "checks" | "createdAt" | "regradedAt"> & {
  checks: unknown;
  createdAt: Date;
  regradedAt: Date | null;
};

function toSubmission({ checks, createdAt, regradedAt, ...row }: Row): Submission {
  return {
    ...row,
    checks: checksSchema.parse(checks),
    createdAt: createdAt.toISOString(),
    regradedAt: regradedAt?.toISOString() ?? null,
  };
}
