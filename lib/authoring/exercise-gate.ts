import "server-only";
import type { Database } from "@/lib/db/database";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { GradingService } from "@/lib/grading/grading-service";
import type { AuthoredExercise } from "@/lib/schemas/authored-exercise";
import type { GateReport } from "@/lib/schemas/submission";
import type { Viewer } from "@/lib/schemas/user";
import type { TemplateReadiness } from "./template-readiness";

interface ExerciseGateOptions {
  database: Database;
  grading: GradingService;
  readiness: TemplateReadiness;
}

type GateSubject = Pick<AuthoredExercise, "kind" | "databaseId" | "solutionSql" | "check" | "prompt">;
type StoredSubject = Pick<AuthoredExercise, "id" | "databaseId">;

/** What a database's rows are told by. */
const dataMarks = { sourceHash: true, hiddenHash: true } as const;
type DataMarks = Record<keyof typeof dataMarks, string>;

/** The publish gate as teachers meet it: an exercise's database is built first, and what fails is refused with the report. */
export class ExerciseGate {
  constructor(private readonly options: ExerciseGateOptions) {}

  /** What publishing would find. Nothing is written down. @throws AppError as the gate does */
  async look(viewer: Viewer, exercise: GateSubject): Promise<GateReport> {
    const { readiness, grading } = this.options;
    await readiness.waitUntilBuilt(exercise.databaseId);
    return grading.publishGate({ person: viewer.id, exercise });
  }

  /** Before it is published. @returns what the rows were by then @throws AppError invalid_request with the report; as the gate does */
  async pass(viewer: Viewer, exercise: GateSubject): Promise<DataMarks> {
    const where = { id: exercise.databaseId };
    const marks = await this.options.database.exerciseDatabase.findUnique({ where, select: dataMarks });
    const report = await this.look(viewer, exercise);
    if (!report.passed || !marks) throw refused("This cannot be published yet.", report);
    return marks;
  }

  /** Once it is published: rows that changed while the gate looked at others are tried again. From here on a trigger tells. */
  async markOvertaken(id: string, { sourceHash, hiddenHash }: DataMarks): Promise<void> {
    await this.options.database.$executeRaw`
      UPDATE exercises SET gate_due = true FROM exercise_databases AS d
      WHERE exercises.id = ${id} AND d.id = exercises.database_id
        AND (d.source_hash, d.hidden_hash) <> (${sourceHash}, ${hiddenHash})`;
  }

  /** Of what students see, which is written down. @throws AppError as the gate does */
  async lookAgain({ id, databaseId }: StoredSubject): Promise<GateReport> {
    await this.options.readiness.waitUntilBuilt(databaseId);
    return this.options.grading.gateAgain(id);
  }

  /** The same. @throws AppError invalid_request with the report where it no longer holds; as the gate does */
  async requireHeld(exercise: StoredSubject): Promise<void> {
    const report = await this.lookAgain(exercise);
    if (!report.passed) throw refused("It no longer holds with the rows that its database has now.", report);
  }

  /** The published exercises of a database that were not tried since it changed, in the order of the course. */
  listDue(databaseSlug: string) {
    return this.listPublished({ database: { slug: databaseSlug }, gateDue: true });
  }

  /** Those that would be due once the rows of some of these databases have changed. */
  listDueAfter({ databases, changed }: { databases: string[]; changed: string[] }) {
    return this.listPublished({
      OR: [{ database: { slug: { in: changed } } }, { database: { slug: { in: databases } }, gateDue: true }],
    });
  }

  private listPublished(where: Prisma.ExerciseWhereInput) {
    return this.options.database.exercise.findMany({
      where: { ...where, published: true },
      select: { id: true, slug: true, title: true, databaseId: true },
      orderBy: [{ position: "asc" }, { title: "asc" }],
    });
  }
}

function refused(words: string, report: GateReport): AppError {
  const { message = "" } = report.findings.find(({ outcome }) => outcome === "failed") ?? {};
  return new AppError("invalid_request", { publicMessage: `${words} ${message}`.trim(), details: report });
}
