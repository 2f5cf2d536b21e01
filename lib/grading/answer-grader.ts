import "server-only";
import pLimit from "p-limit";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import type { SolutionComparison } from "@/lib/schemas/solution-comparison";
import type { Check } from "@/lib/schemas/submission";
import { AnswerRun, type AnswerRunParts } from "./answer-run";
import type { Finding } from "./compare-results";
import { type DataSet, listDataSets } from "./data-set";
import { findConstructs } from "./find-constructs";
import type { GradedExercise } from "./graded-exercise";
import { isConstruct, judgeMethods, type MethodVerdict, methodsUnknown } from "./judge-methods";
import { judgeObservation } from "./judge-observation";
import { methodCheck, setChecks } from "./make-checks";
import type { Observation } from "./observation";
import { isTooLongToParse, longestParsedWords, parseStatements } from "./parse-tree";
import { type ReferenceOrder, readReferenceOrder } from "./reference-order";
import { summed, type Verdict } from "./verdict";

/** So many sets of one answer run side by side. */
const setsAtOnce = 3;

/** What defines and grants has no plan, and what needs two consoles cannot run on one. */
const explainedKinds = new Set<ExerciseKind>(["query", "change", "plan"]);

/** How one set of rows came out. */
export interface SetOutcome {
  set: DataSet;
  findings: Finding[];
  expected: Observation;
  actual: Observation;
}

/** Checks answers: runs them on every set of rows, compares them with the reference, and finds words for it. */
export class AnswerGrader {
  constructor(private readonly parts: AnswerRunParts) {}

  openRun(exercise: GradedExercise): Promise<AnswerRun> {
    return AnswerRun.open(this.parts, exercise);
  }

  /**
   * The verdict on an answer. What its SQL causes is in it.
   * @throws AppError template_unavailable, or grading_unavailable where the reference itself fails or nothing can be run
   */
  async grade(exercise: GradedExercise, sql: string): Promise<Verdict> {
    const startedAt = performance.now();
    const run = await this.openRun(exercise);
    const outcomes = await this.judgeSets(run, sql);
    const methods = await this.judgeMethods(exercise, sql);
    const checks = [
      ...outcomes.flatMap(({ set, findings, actual }) => setChecks({ set, findings, error: actual.error })),
      ...methods.map(methodCheck),
    ];
    const told = await this.withKnownMistake(run, checks, outcomes);
    return { ...summed(told), checks: told, durationMs: Math.round(performance.now() - startedAt) };
  }

  /** Runs SQL on all sets, and compares. */
  async judgeSets(run: AnswerRun, sql: string): Promise<SetOutcome[]> {
    const limit = pLimit(setsAtOnce);
    return limit.map(listDataSets(run.template.hiddenSets), (set) => this.judgeSet(run, set, sql));
  }

  /** Both with their plans, on the rows that students see. @throws AppError as `grade` does */
  async explainBoth(exercise: GradedExercise, sql: string): Promise<SolutionComparison> {
    const run = await this.openRun(exercise);
    const explain = async (text: string) => (explainedKinds.has(exercise.kind) ? run.explain(text) : null);
    const { solutionSql } = exercise;
    return {
      own: { sql, plan: await explain(sql) },
      reference: { sql: solutionSql, plan: await explain(solutionSql) },
    };
  }

  /** Compares what two pieces of SQL do on one set. */
  async compare(run: AnswerRun, set: number, expected: Observation, actual: Observation): Promise<Finding[]> {
    const { kind, check } = run.exercise;
    const order = await referenceOrder(run.exercise, expected);
    const tables = await run.withRows(set, expected.tables, actual.tables);
    const others = await run.withRows(set, actual.tables, expected.tables);
    return judgeObservation({ ...expected, tables }, { ...actual, tables: others }, { kind, check, set, order });
  }

  /** What the SQL is made of, as far as the task says something about it. */
  async judgeMethods({ check, kind }: GradedExercise, sql: string): Promise<MethodVerdict[]> {
    // Of a plan, the nodes' names are looked for in the plan.
    const isMethod = (name: string) => kind !== "plan" || isConstruct(name);
    const mustUse = check.mustUse?.filter(isMethod) ?? [];
    const mustNotUse = check.mustNotUse?.filter(isMethod) ?? [];
    if (mustUse.length + mustNotUse.length === 0) return [];
    if (isTooLongToParse(sql)) return methodsUnknown({ mustUse, mustNotUse }, longestParsedWords);
    return judgeMethods(findConstructs((await parseStatements(sql)) ?? []), { mustUse, mustNotUse });
  }

  private async judgeSet(run: AnswerRun, set: DataSet, sql: string): Promise<SetOutcome> {
    const [expected, actual] = await Promise.all([
      run.observeOnce(set.number, run.exercise.solutionSql),
      run.observe(set.number, sql),
    ]);
    if (expected.error) throw brokenReference(expected.error.message);
    return { set, expected, actual, findings: await this.compare(run, set.number, expected, actual) };
  }

  /** A mistake that the teacher foresaw, and that gives the same as this answer everywhere, is told in the teacher's words. */
  private async withKnownMistake(run: AnswerRun, checks: Check[], outcomes: SetOutcome[]): Promise<Check[]> {
    const at = checks.findIndex(({ passed, group }) => !passed && group === "answer");
    const failed = checks[at];
    if (!failed) return checks;
    for (const { sql, message } of run.exercise.check.knownMistakes ?? []) {
      if (!(await this.isSameMistake(run, sql, outcomes))) continue;
      return checks.with(at, { ...failed, message: `${message}\n${failed.message}` });
    }
    return checks;
  }

  private async isSameMistake(run: AnswerRun, sql: string, outcomes: SetOutcome[]): Promise<boolean> {
    for (const { set, actual } of outcomes) {
      const mistake = await run.observeOnce(set.number, sql);
      const sqlStates = [mistake.error?.sqlState, actual.error?.sqlState];
      if (mistake.error || actual.error) {
        if (sqlStates[0] !== sqlStates[1]) return false;
        continue;
      }
      const findings = await this.compare(run, set.number, mistake, actual);
      if (findings.some(({ step }) => step !== null)) return false;
    }
    return true;
  }
}

function referenceOrder({ kind, solutionSql }: GradedExercise, expected: Observation): Promise<ReferenceOrder> {
  const isResult = kind === "query" || kind === "plan";
  if (!isResult || !expected.result) return Promise.resolve({ keys: null, isPartial: false });
  return readReferenceOrder(solutionSql, expected.result.columns);
}

/** The teacher's to mend; the publish gate lets no such exercise through. */
function brokenReference(message: string): AppError {
  return new AppError("grading_unavailable", {
    publicMessage: "Answers to this exercise cannot be checked: its own solution does not run. Tell your teacher.",
    cause: new Error(message),
  });
}
