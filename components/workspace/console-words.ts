import { consoleTitles } from "@/components/workspace/console-names";
import type { TransactionStanding } from "@/components/workspace/transaction-standing";
import type { Blocker, ConsoleActivity, LockWait } from "@/lib/schemas/console-activity";
import type { ConsoleName } from "@/lib/schemas/query";

const inText = (title: string) => title.replace("Console", "console");
const blockerNames: Record<Blocker, string> = {
  main: inText(consoleTitles.main),
  second: inText(consoleTitles.second),
  other: "another client",
};

/** "waits for console A". */
export function waitsForWords({ blockers }: Pick<LockWait, "blockers">): string {
  return `waits for ${blockers.map((blocker) => blockerNames[blocker]).join(" and ")}`;
}

/** What it is that somebody waits for: "row id = 42 of account", or where it stands, "row (0,42) of account". */
export function waitTargetWords({ lockType, relation, row: place, rowKey, key }: LockWait): string {
  if (key !== null) return `advisory lock ${key}`;
  const row = rowKey ?? place;
  const where = relation ?? "a table that is not committed yet";
  switch (lockType) {
    case "transactionid":
      return row === null || relation === null ? "the end of a transaction" : `row ${row} of ${relation}`;
    case "virtualxid":
      return "the end of a transaction";
    case "tuple":
      return `row ${row} of ${where}`;
    case "relation":
      return where;
    default:
      return relation === null ? lockType : `${lockType} of ${relation}`;
  }
}

/** "12 s", "3 min 05 s". */
export function waitDurationWords(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1_000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/** The locks that a console holds on tables, each mode with its tables: "RowExclusiveLock on account, stall". */
export function heldWords(locks: ConsoleActivity["locks"]): string | null {
  const byMode = new Map<string, string[]>();
  for (const { mode, relation } of locks) byMode.set(mode, [...(byMode.get(mode) ?? []), relation]);
  if (byMode.size === 0) return null;
  return [...byMode].map(([mode, relations]) => `${mode} on ${relations.join(", ")}`).join("; ");
}

/** Who waits for this console. */
export function waitersOf(name: ConsoleName, consoles: ConsoleActivity[]): ConsoleName[] {
  return consoles.filter(({ wait }) => wait?.blockers.includes(name)).map((waiter) => waiter.console);
}

/** In a word or two, where there is no room for more. */
export function consoleBadge(activity: ConsoleActivity | null, standing: TransactionStanding): string | null {
  if (activity?.wait) return "waits";
  if (standing === "open") return "BEGIN";
  return standing === "failed" ? "failed" : null;
}

/** What a screen reader says when somebody begins to wait. */
export function announceWaits(consoles: ConsoleActivity[]): string {
  return consoles
    .flatMap(({ console, wait }) =>
      wait === null ? [] : [`${consoleTitles[console]} ${waitsForWords(wait)}: ${waitTargetWords(wait)}.`],
    )
    .join(" ");
}
