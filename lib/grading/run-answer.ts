import "server-only";
import type { QueryResponse } from "@/lib/schemas/query";
import type { Lent } from "./grader";
import { isPlainQuery } from "./is-plain-query";
import type { Observation, StepOutcome } from "./observation";
import { runSchedule } from "./run-schedule";
import { errorOf, isTruncated, lastTable, runSql } from "./run-sql";
import { type Scene, withConsole } from "./scene";
import { planSchedule } from "./schedule";

const nothing: Observation = {
  response: { results: [], durationMs: 0, transaction: "idle" },
  error: null,
  result: null,
  isTruncated: false,
  isUncommitted: false,
  tables: [],
  catalogue: [],
  probes: [],
  steps: [],
  plans: [],
};

/** Runs an answer, as its kind of exercise wants it. What the SQL itself causes is in the observation. */
export async function runAnswer(scene: Scene): Promise<Lent<Observation>> {
  if (scene.kind === "transactions") return { value: await runOnTwo(scene), isUntouched: false };
  const read = scene.kind === "query" && (await isPlainQuery(scene.sql)) ? await runReading(scene) : null;
  return read ?? { value: await runOnOne(scene), isUntouched: false };
}

/**
 * What cannot write cannot leave anything behind: no rows, no objects, no sequence's next number, no large object, no
 * notification. All else that a statement can do is over with its connection. The transaction is never committed.
 * @returns null where the statement wants to write after all
 */
async function runReading(scene: Scene): Promise<Lent<Observation> | null> {
  return withConsole({ ...scene, as: "answer", settings: scene.variation?.settings }, async ({ console }) => {
    const begun = await console.run("BEGIN READ ONLY", scene.limits);
    const response = errorOf(begun) ? begun : await runSql(console, scene.sql, scene.limits);
    if (errorOf(response)?.sqlState === readOnlyState) return null;
    // Idle: the connection was lost on the way, and how it ended is not known.
    const isUntouched = response.transaction !== "idle";
    return { value: observed({ ...response, transaction: "idle" }), isUntouched };
  });
}

/** read_only_sql_transaction: https://www.postgresql.org/docs/17/errcodes-appendix.html */
const readOnlyState = "25006";

async function runOnOne(scene: Scene): Promise<Observation> {
  return withConsole({ ...scene, as: "answer", settings: scene.variation?.settings }, async ({ console }) =>
    observed(await runSql(console, scene.sql, scene.limits)),
  );
}

function observed(response: QueryResponse): Observation {
  return {
    ...nothing,
    response,
    error: errorOf(response),
    result: lastTable(response),
    isTruncated: isTruncated(response),
    isUncommitted: response.transaction !== "idle",
  };
}

async function runOnTwo(scene: Scene): Promise<Observation> {
  const { grader, check, limits } = scene;
  const settings = scene.variation?.settings;
  const steps = await planSchedule(scene.sql, check.probes ?? []);
  return withConsole({ ...scene, as: "answer", settings }, (main) =>
    withConsole({ ...scene, as: "answer", settings }, async (second) => {
      const consoles = { main, second };
      const outcomes = await runSchedule({ consoles, steps, limits, isBlocked: (pid) => grader.isBlocked(pid) });
      const probes = outcomes.filter(({ probe }) => probe !== null).sort((a, b) => Number(a.probe) - Number(b.probe));
      return {
        ...nothing,
        steps: outcomes.filter(({ probe }) => probe === null),
        probes,
        result: lastResult(outcomes),
      };
    }),
  );
}

function lastResult(outcomes: StepOutcome[]) {
  return outcomes.findLast(({ probe, result }) => probe === null && result !== null)?.result ?? null;
}
