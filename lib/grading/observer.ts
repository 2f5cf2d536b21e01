import "server-only";
import { connectClient, endClient } from "@/lib/database-client/connect-client";
import { splitStatements } from "@/lib/database-client/split-statements";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import type { QueryResponse } from "@/lib/schemas/query";
import { type ConsoleSettings, type GradeConsole, openGradeConsole } from "./grade-console";
import type { GradeDatabase } from "./grade-database";
import type { Grader } from "./grader";
import type { Observation, StepOutcome } from "./observation";
import { readCatalogue } from "./read-catalogue";
import { readPlan } from "./read-plan";
import { readState, readTableRows } from "./read-state";
import { runProbes } from "./run-probes";
import { runSchedule } from "./run-schedule";
import { errorOf, type GradeLimits, isTruncated, lastTable, runSql } from "./run-sql";
import { planSchedule } from "./schedule";
import { shuffleRows } from "./shuffle-rows";

export interface ObserveRequest {
  grader: Grader;
  set: number;
  kind: ExerciseKind;
  sql: string;
  check: CheckRules;
  /** Of tables that still have these checksums no rows are read; null where nobody needs rows. */
  untouched?: ReadonlyMap<string, string> | null;
  /** For the publish gate: the same rows in another order, and other ways of computing. */
  variation?: { isShuffled?: boolean; settings?: Record<string, string> };
}

/** The run, and what is needed to look at what it left. */
interface Scene extends ObserveRequest {
  database: GradeDatabase;
  limits: GradeLimits;
}

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

/** Runs SQL in a fresh database, and writes down what its kind of exercise looks at. */
export class Observer {
  constructor(private readonly limits: GradeLimits) {}

  /** What the SQL itself causes is in the observation. @throws AppError grading_unavailable */
  observe(request: ObserveRequest): Promise<Observation> {
    return request.grader.withDatabase(request.set, async (database) => {
      const scene = { ...request, database, limits: this.limits };
      if (request.variation?.isShuffled) await shuffle(scene);
      const run = request.kind === "transactions" ? await runOnTwo(scene) : await runOnOne(scene);
      return run.error ? run : { ...run, ...(await lookAround(scene)) };
    });
  }

  /** The rows of one table as they are in a fresh database. */
  readFreshRows(request: Pick<ObserveRequest, "grader" | "set" | "check">, table: string) {
    return request.grader.withDatabase(request.set, (database) =>
      withConsole({ ...request, database, as: "reader" }, ({ console }) =>
        readTableRows({ console, limits: this.limits, volatileColumns: request.check.volatileColumns ?? [] }, table),
      ),
    );
  }
}

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

/** What the answer left behind: its connections are closed by now, so that what it did not commit is gone. */
async function lookAround(scene: Scene): Promise<Partial<Observation>> {
  const { kind, check, limits, untouched = null } = scene;
  const volatileColumns = check.volatileColumns ?? [];
  const read = <T>(look: (one: GradeConsole) => Promise<T>) => withConsole({ ...scene, as: "reader" }, look);
  const probe = () =>
    withConsole({ ...scene, as: "answer" }, ({ console }) =>
      runProbes({ console, probes: check.probes ?? [], limits }),
    );
  switch (kind) {
    case "query":
      return {};
    case "change":
    case "transactions":
      return { tables: await read(({ console }) => readState({ console, limits, volatileColumns, untouched })) };
    case "schema":
      return { catalogue: await read(({ console }) => readCatalogue(console, limits)), probes: await probe() };
    case "permissions":
      await admitRoles(scene);
      return { probes: await probe() };
    case "plan":
      return { plans: await readPlans(scene) };
  }
}

/** A probe may be tried as any role that there is; the answer may not have had that right. */
async function admitRoles({ grader, database, check }: Scene): Promise<void> {
  const roles = new Set((check.probes ?? []).flatMap(({ role }) => role ?? []));
  await grader.admitRoles(database, [...roles]);
}

/** Of the probes, where there are some: an answer may be an index. Otherwise of the answer's own last statement. */
async function readPlans(scene: Scene) {
  const probes = (scene.check.probes ?? []).map(({ sql }) => sql);
  const last = (await splitStatements(scene.sql)).at(-1)?.text;
  const subjects = probes.length > 0 ? probes : last ? [last] : [];
  return withConsole({ ...scene, as: "answer" }, async ({ console }) => {
    const plans = [];
    for (const sql of subjects) plans.push(await readPlan(console, sql, scene.limits));
    return plans.flatMap((plan) => plan ?? []);
  });
}

async function shuffle({ grader, database }: Scene): Promise<void> {
  const client = await connectClient({ credentials: grader.adminCredentials(database), applicationName: "carrel" });
  try {
    await shuffleRows(client);
  } finally {
    await endClient(client);
  }
}

async function withConsole<T>(settings: ConsoleSettings, use: (console: GradeConsole) => Promise<T>): Promise<T> {
  const one = await openGradeConsole(settings);
  try {
    return await use(one);
  } finally {
    await one.console.close();
  }
}
