import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import type { Plan } from "@/lib/schemas/plan";
import type { GraderTemplate, TemplateService } from "@/lib/templates/template-service";
import type { GradedExercise } from "./graded-exercise";
import type { Graders } from "./graders";
import type { Observation, TableState } from "./observation";
import type { ObservationCache } from "./observation-cache";
import type { Observer } from "./observer";
import type { ObserveRequest } from "./scene";

export interface AnswerRunParts {
  templates: TemplateService;
  graders: Graders;
  observer: Observer;
  cache: ObservationCache;
}

type Variation = ObserveRequest["variation"];

/** Runs SQL for one exercise, on any of its sets of rows. */
export class AnswerRun {
  /** What lost its PostgreSQL is tried once more, one after another, so that only the one that ends it loses it again. */
  private static again: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly parts: AnswerRunParts,
    readonly exercise: GradedExercise,
    readonly template: GraderTemplate,
  ) {}

  /** @throws AppError template_unavailable */
  static async open(parts: AnswerRunParts, exercise: GradedExercise): Promise<AnswerRun> {
    return new AnswerRun(parts, exercise, await parts.templates.getGrader(exercise.databaseId));
  }

  /** @throws AppError grading_unavailable where no PostgreSQL could be had for it */
  async observe(set: number, sql: string, variation?: Variation): Promise<Observation> {
    const untouched = await this.untouched(set);
    const first = await this.attempt({ set, sql, variation, untouched }).catch(lostOnly);
    if (first && !first.isLost) return first.observation;
    const again = AnswerRun.again.then(async () => {
      // Whatever noticed the loss first, the next attempt must not get the same PostgreSQL.
      await (await this.grader(set)).isLost();
      return this.attempt({ set, sql, variation, untouched });
    });
    AnswerRun.again = again.catch(() => undefined);
    return (await again).observation;
  }

  /** The same, remembered: for the reference and what else stays as it is. */
  observeOnce(set: number, sql: string): Promise<Observation> {
    const { kind, check } = this.exercise;
    const parts = [this.template.hidden.key, set, kind, check, sql];
    const key = createHash("sha256").update(JSON.stringify(parts)).digest("base64");
    return this.parts.cache.get(key, () => this.observe(set, sql));
  }

  /** How PostgreSQL runs SQL on the rows that students see; null where there is nothing to explain. */
  async explain(sql: string): Promise<Plan | null> {
    return this.parts.observer.explain({ grader: await this.grader(0), set: 0, sql });
  }

  /** Reads rows that a comparison of checksums found to differ, where one of the two has not changed them. */
  async withRows(set: number, tables: TableState[], others: TableState[]): Promise<TableState[]> {
    const filled: TableState[] = [];
    for (const table of tables) {
      const other = others.find(({ name }) => name === table.name);
      const isWanted = table.rows === null && other?.rows && other.checksum !== table.checksum;
      filled.push(isWanted ? { ...table, rows: await this.freshRows(set, table.name) } : table);
    }
    return filled;
  }

  private async freshRows(set: number, table: string) {
    const grader = await this.grader(set);
    return this.parts.observer.readFreshRows({ grader, set, check: this.exercise.check }, table);
  }

  private async attempt(request: Pick<ObserveRequest, "set" | "sql" | "variation" | "untouched">) {
    const grader = await this.grader(request.set);
    const { kind, check } = this.exercise;
    const observation = await this.parts.observer.observe({ grader, kind, check, ...request });
    // An answer may end its own backend; that is its error. Where all of PostgreSQL went, another's may have done it.
    return { observation, isLost: observation.error?.reason === "connection" && (await grader.isLost()) };
  }

  private grader(set: number) {
    return this.parts.graders.get(this.template, { isForRoles: this.exercise.kind === "permissions", set });
  }

  /** The checksums of the tables as they are before any answer, for the kinds that look at them. */
  private async untouched(set: number): Promise<Map<string, string> | null> {
    const { kind, check } = this.exercise;
    if (kind !== "change" && kind !== "transactions") return null;
    const { volatileColumns } = check;
    const key = JSON.stringify(["untouched", this.template.hidden.key, set, volatileColumns]);
    const { tables } = await this.parts.cache.get(key, async () => {
      const request = {
        grader: await this.grader(set),
        set,
        kind: "change" as const,
        sql: "",
        check: { volatileColumns },
      };
      return this.parts.observer.observe(request);
    });
    return new Map(tables.map(({ name, checksum }) => [name, checksum]));
  }
}

function lostOnly(error: unknown): null {
  if (error instanceof AppError && error.code === "grading_unavailable") return null;
  throw error;
}
