import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { ConsoleName, QueryResponse } from "@/lib/schemas/query";
import type { GradeConsole } from "./grade-console";
import type { StepOutcome } from "./observation";
import { errorOf, type GradeLimits, lastTable } from "./run-sql";
import type { ScheduleStep } from "./schedule";

interface RunScheduleOptions {
  consoles: Record<ConsoleName, GradeConsole>;
  steps: ScheduleStep[];
  limits: GradeLimits;
  isBlocked: (pid: number) => Promise<boolean>;
}

const lookAgainMs = 5;

/**
 * Whoever closes a circle of waiting is refused, as it is where people type and each wait lasts longer than PostgreSQL's timeout:
 * who waits first never looks for a deadlock, who waits second looks at once. On a busy machine timeouts alone would decide it.
 */
const never = "1h";
const soon = "1ms";

/** Nothing in the schedule lets go of what is waited for: so long is waited all the same. */
const hopelessMs = 1_000;

interface Running {
  outcome: StepOutcome;
  done: Promise<void>;
  isDone: boolean;
}

/**
 * Runs the statements of two consoles in the order of the schedule. One that waits for the other console's locks is left
 * waiting, and the schedule goes on; it ends when the other lets go, or as PostgreSQL's deadlock detector decides.
 */
export async function runSchedule({ consoles, steps, limits, isBlocked }: RunScheduleOptions): Promise<StepOutcome[]> {
  const running: Running[] = [];
  for (const step of steps) {
    const { console } = consoles[step.console];
    // A console runs one statement after another: where its last still waits, and nobody lets go of it, it never ends.
    const before = running.findLast(({ outcome }) => outcome.console === step.console);
    if (before && !before.isDone && !(await endsWithin(before, hopelessMs))) await console.cancel();
    await before?.done;
    const isOtherWaiting = running.some(({ isDone }) => !isDone);
    await console.run(`SET deadlock_timeout = '${isOtherWaiting ? soon : never}'`, limits);
    const current = begin(step, () => console.run(step.sql, limits));
    running.push(current);
    await untilDoneOrBlocked(current, () => isBlocked(consoles[step.console].pid));
    // With only two there, both wait for each other: PostgreSQL is about to refuse this one.
    if (isOtherWaiting && !current.isDone) await endsWithin(current, hopelessMs);
    // Whoever was let go by this step goes on before the next one begins.
    for (const one of running) await untilDoneOrBlocked(one, () => isBlocked(consoles[one.outcome.console].pid));
  }
  for (const one of running) {
    if (!one.isDone && !(await endsWithin(one, hopelessMs))) await consoles[one.outcome.console].console.cancel();
    await one.done;
  }
  return running.map(({ outcome }) => outcome);
}

function begin(step: ScheduleStep, run: () => Promise<QueryResponse>): Running {
  const outcome: StepOutcome = {
    console: step.console,
    statement: step.sql,
    waited: false,
    sqlState: null,
    message: null,
    probe: step.probe,
    result: null,
  };
  const one: Running = { outcome, isDone: false, done: Promise.resolve() };
  one.done = run().then((response) => {
    const error = errorOf(response);
    outcome.sqlState = error ? (error.sqlState ?? error.reason) : null;
    outcome.message = error?.message ?? null;
    outcome.result = lastTable(response);
    one.isDone = true;
  });
  return one;
}

async function untilDoneOrBlocked(one: Running, isBlocked: () => Promise<boolean>): Promise<void> {
  while (!one.isDone) {
    await Promise.race([one.done, delay(lookAgainMs)]);
    if (one.isDone || !(await isBlocked())) continue;
    one.outcome.waited = true;
    return;
  }
}

async function endsWithin(one: Running, milliseconds: number): Promise<boolean> {
  await Promise.race([one.done, delay(milliseconds)]);
  return one.isDone;
}
