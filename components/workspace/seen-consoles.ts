import type { EarlierRuns } from "@/components/workspace/earlier-runs";
import type { TransactionStanding } from "@/components/workspace/transaction-standing";
import type { RunOutcome } from "@/components/workspace/use-query-run";
import type { ConsoleActivity } from "@/lib/schemas/console-activity";
import type { ConsoleName } from "@/lib/schemas/query";

/** What the page itself does on a console. */
export interface ConsoleDoing {
  name: ConsoleName;
  isRunning: boolean;
  /** What came of its last run. */
  outcome: RunOutcome | null;
  standing: TransactionStanding;
  /** Told how PostgreSQL says that the transaction stands, where this page may not know it. */
  see: (state: "idle" | "open" | "failed") => void;
}

export interface PageDoing {
  /** Null where there is no database that is awake, or Carrel cannot be reached. */
  sessionId: string | null;
  /** One, or two beside each other. */
  desks: ConsoleDoing[];
}

export interface SeenConsoles {
  /** Null where nobody looks: nothing runs, and no transaction is open that another could wait for. */
  consoles: ConsoleActivity[] | null;
  /** By this browser's own clock, `performance.now()`. */
  seenAtMs: number;
  earlierRuns: EarlierRuns;
}

export function isBusy({ isRunning, standing }: Pick<ConsoleDoing, "isRunning" | "standing">): boolean {
  return isRunning || standing === "open" || standing === "failed";
}
