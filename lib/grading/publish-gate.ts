import "server-only";
import { LRUCache } from "lru-cache";
import type { ErrorResult } from "@/lib/schemas/query";
import type { GateFinding, GateReport } from "@/lib/schemas/submission";
import type { AnswerGrader } from "./answer-grader";
import type { AnswerRun } from "./answer-run";
import { nodeNames } from "./compare-plans";
import { type DataSet, describeDataSet, listDataSets } from "./data-set";
import type { GradedExercise } from "./graded-exercise";
import { toSqlError } from "./make-checks";
import type { Observation } from "./observation";
import { isTooLongToParse, longestParsedWords } from "./parse-tree";
import { readReferenceOrder } from "./reference-order";

export interface GateExercise extends GradedExercise {
  /** The task, in Markdown. */
  prompt: string;
}

/** Other ways of computing the same: joins, groups and sorts of every other kind. */
const plannerSwitches: Record<string, string>[] = [
  { enable_hashjoin: "off", enable_hashagg: "off", enable_seqscan: "off" },
  { enable_mergejoin: "off", enable_nestloop: "off", enable_indexscan: "off", enable_sort: "off" },
];

const mostRemembered = 200;
const rememberedMs = 5 * 60_000;

/** Tries an exercise before any student sees it. What it finds is for the teacher, and may name hidden data. */
export class PublishGate {
  /** Who has tried an exercise publishes it next, and who has published it reads the warnings: trying takes seconds. */
  private readonly passedLately = new LRUCache<string, GateReport>({ max: mostRemembered, ttl: rememberedMs });

  constructor(private readonly grader: AnswerGrader) {}

  /** @throws AppError template_unavailable or grading_unavailable, where nothing could be tried */
  async check(exercise: GateExercise): Promise<GateReport> {
    const run = await this.grader.openRun(exercise);
    const { kind, prompt, solutionSql, check } = exercise;
    // The template's key stands for all the data, the hidden sets included.
    const key = JSON.stringify([run.template.hidden.key, kind, prompt, solutionSql, check]);
    const known = this.passedLately.get(key);
    if (known) return known;
    const report = await this.tryAll(run, exercise);
    if (report.passed) this.passedLately.set(key, report);
    return report;
  }

  private async tryAll(run: AnswerRun, exercise: GateExercise): Promise<GateReport> {
    const sets = listDataSets(run.template.hiddenSets);
    const references = await this.observeAll(run, sets, exercise.solutionSql);
    const broken = references.flatMap(({ set, seen }) => (seen.error ? [brokenReference(set, seen.error)] : []));
    const findings =
      broken.length > 0
        ? broken
        : [
            passed("reference", "The solution runs on every set of rows."),
            ...(await this.checkStability(run, sets, references)),
            await this.checkEmptyAnswer(run, references),
            ...(await this.checkMistakes(run)),
            ...checkLength(exercise),
            ...(await this.checkMethods(exercise)),
            ...(await checkWords(exercise, references[0]?.seen)),
            ...checkSets(sets),
          ];
    return { passed: findings.every(({ outcome }) => outcome !== "failed"), findings };
  }

  private async observeAll(run: AnswerRun, sets: DataSet[], sql: string) {
    const seen: { set: DataSet; seen: Observation }[] = [];
    for (const set of sets) seen.push({ set, seen: await run.observeOnce(set.number, sql) });
    return seen;
  }

  /** Again, with rows in another order, and with other plans: a LIMIT among ties, now() or random() show here. */
  private async checkStability(
    run: AnswerRun,
    sets: DataSet[],
    references: { seen: Observation }[],
  ): Promise<GateFinding[]> {
    const isPlan = run.exercise.kind === "plan";
    const variations = [
      { words: "when it runs again", variation: undefined },
      { words: "when rows are loaded in another order", variation: { isShuffled: true } },
      ...plannerSwitches.map((settings) => ({
        words: "when PostgreSQL chooses another plan",
        variation: { settings },
      })),
    ].filter(({ variation }) => !isPlan || variation === undefined);
    const problems = new Set<string>();
    for (const [index, set] of sets.entries()) {
      const expected = references[index]?.seen;
      for (const { words, variation } of expected ? variations : []) {
        const actual = await run.observe(set.number, run.exercise.solutionSql, variation);
        const findings = expected ? await this.grader.compare(run, set.number, expected, actual) : [];
        const failed = findings.find(({ step }) => step !== null);
        if (failed) problems.add(`The solution gives something else ${words} (${setWords(set)}): ${failed.message}`);
      }
    }
    if (problems.size === 0) return [passed("stable", "The solution always gives the same.")];
    const advice = "Give its ORDER BY a column that breaks ties, or leave volatile columns out.";
    return [...problems].map((problem) => failed("stable", `${problem} ${advice}`));
  }

  private async checkEmptyAnswer(
    run: AnswerRun,
    references: { set: DataSet; seen: Observation }[],
  ): Promise<GateFinding> {
    let isAccepted = true;
    for (const { set, seen } of references) {
      const empty = await this.emptyAnswer(run, set, seen);
      const findings = await this.grader.compare(run, set.number, seen, empty);
      if (findings.some(({ step }) => step !== null)) isAccepted = false;
    }
    if (!isAccepted) return passed("empty answer", "An answer that does nothing is refused.");
    const why =
      run.exercise.kind === "query"
        ? "the solution gives no rows on any set"
        : "the solution changes nothing that is looked at";
    return failed("empty answer", `An answer that does nothing is taken for right: ${why}.`);
  }

  /** No rows in the right columns, or nothing done at all. */
  private async emptyAnswer(run: AnswerRun, set: DataSet, seen: Observation): Promise<Observation> {
    if (run.exercise.kind === "query") return { ...seen, result: seen.result && { ...seen.result, rows: [] } };
    const nothing = await run.observe(set.number, "");
    return { ...nothing, result: seen.result && { ...seen.result, rows: [] } };
  }

  private async checkMistakes(run: AnswerRun): Promise<GateFinding[]> {
    const findings: GateFinding[] = [];
    for (const [index, { sql }] of (run.exercise.check.knownMistakes ?? []).entries()) {
      const { verdict } = await this.grader.grade(run.exercise, sql);
      const name = `Known mistake ${index + 1}`;
      findings.push(
        verdict === "correct"
          ? failed(
              "known mistakes",
              `${name} is taken for right. Hidden data that tells it from the solution would help.`,
            )
          : passed("known mistakes", `${name} is refused.`),
      );
    }
    return findings;
  }

  private async checkMethods(exercise: GateExercise): Promise<GateFinding[]> {
    const { mustUse = [], mustNotUse = [] } = exercise.check;
    const unknown = exercise.kind === "plan" ? [] : nodeNames([...mustUse, ...mustNotUse]);
    const methods = await this.grader.judgeMethods(exercise, exercise.solutionSql);
    return [
      ...unknown.map((name) => failed("method", `${name} is nothing that can be found in SQL.`)),
      ...methods
        .filter((one) => !one.passed && !unknown.includes(one.construct))
        .map(({ construct }) => failed("method", `The solution itself does not keep to ${construct}.`)),
    ];
  }
}

/** What is too long for the parser has no ORDER BY that is known, and nothing that it is known to use. */
function checkLength({ check, kind, solutionSql }: GateExercise): GateFinding[] {
  const isRead = kind === "query" || kind === "plan" || check.mustUse?.length || check.mustNotUse?.length;
  if (!isRead || !isTooLongToParse(solutionSql)) return [];
  const words = `The solution is longer than ${longestParsedWords}, too long to read its ORDER BY and what it uses.`;
  return [failed("length", words)];
}

/** What the task has to say, because answers are measured by it. */
async function checkWords(
  { check, prompt, solutionSql, kind }: GateExercise,
  seen: Observation | undefined,
): Promise<GateFinding[]> {
  const columns = seen?.result?.columns ?? [];
  const has = (name: string) => prompt.toLowerCase().includes(name.toLowerCase());
  const unsaid = check.columnNames === "require" ? columns.filter(({ name }) => !has(name)) : [];
  const isQuery = kind === "query";
  const unknown = isQuery
    ? (check.volatileColumns ?? []).filter(
        (name) => !columns.some((one) => one.name.toLowerCase() === name.toLowerCase()),
      )
    : [];
  const { keys, isPartial } = await readReferenceOrder(solutionSql, columns);
  return [
    ...unsaid.map(({ name }) =>
      failed("column names", `Names are required, and the task does not say that a column is called ${name}.`),
    ),
    ...unknown.map((name) => failed("volatile columns", `The result has no column ${name}.`)),
    ...(isQuery && check.order === "by-key" && !keys
      ? [failed("order", "The order is to be checked by key, and the solution has no ORDER BY on its columns.")]
      : []),
    ...(isQuery && isPartial && check.order === undefined
      ? [
          warning(
            "order",
            "The solution orders by something that is not in its result, so that an answer must have its order row by row.",
          ),
        ]
      : []),
  ];
}

function checkSets(sets: DataSet[]): GateFinding[] {
  if (sets.length > 1) return [];
  return [
    warning(
      "hidden data",
      "There is no hidden data: an answer that lists the visible rows by hand is taken for right.",
    ),
  ];
}

function brokenReference(set: DataSet, error: ErrorResult): GateFinding {
  return {
    ...failed("reference", `The solution fails (${setWords(set)}): ${error.message}`),
    error: toSqlError(error),
  };
}

function setWords(set: DataSet): string {
  return set.number === 0 ? describeDataSet(set).words : `hidden data "${set.name}"`;
}

function passed(rule: string, message: string): GateFinding {
  return { rule, outcome: "passed", message, error: null };
}

function failed(rule: string, message: string): GateFinding {
  return { rule, outcome: "failed", message, error: null };
}

function warning(rule: string, message: string): GateFinding {
  return { rule, outcome: "warning", message, error: null };
}
