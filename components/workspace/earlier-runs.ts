import type { ConsoleActivity } from "@/lib/schemas/console-activity";
import type { ConsoleName } from "@/lib/schemas/query";

/** A run that this page did not begin: it was sent before a reload, or from another device. */
export interface EarlierRun {
  /** How old its statement was when it was found. */
  beforeMs: number;
  /** How its statement begins; null where none was seen. */
  statement: string | null;
  isStopping: boolean;
  isOver: boolean;
}

export type EarlierRuns = Partial<Record<ConsoleName, EarlierRun>>;

interface Look {
  consoles: ConsoleActivity[];
  /** Only the first look finds some: what begins later, while this page watches, is its own. */
  isFirst: boolean;
  /** Consoles that this page sent nothing to since the look was asked for. */
  untouched: ConsoleName[];
}

/** What a look at the consoles says of the runs that this page did not begin. One that is not to be seen any more is over. */
export function nextEarlierRuns(known: EarlierRuns, { consoles, isFirst, untouched }: Look): EarlierRuns {
  const next: EarlierRuns = {};
  for (const name of untouched) {
    const run = known[name];
    const seen = consoles.find(({ console, isRunning }) => console === name && isRunning);
    if (seen && (isFirst || isUnderWay(run))) next[name] = runOf(seen, run);
    else if (run) next[name] = { ...run, isStopping: false, isOver: true };
  }
  return next;
}

function runOf({ statement, statementMs }: ConsoleActivity, run: EarlierRun | undefined): EarlierRun {
  const before = isUnderWay(run) ? run : { beforeMs: statementMs ?? 0, statement: null };
  const { beforeMs } = before;
  return { beforeMs, statement: statement ?? before.statement, isStopping: false, isOver: false };
}

export function isUnderWay(run: EarlierRun | null | undefined): run is EarlierRun {
  return run != null && !run.isOver;
}

export function hasEarlierRun(runs: EarlierRuns): boolean {
  return Object.values(runs).some(isUnderWay);
}
