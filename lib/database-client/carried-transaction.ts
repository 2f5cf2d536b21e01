import "server-only";
import type { TransactionState } from "@/lib/schemas/query";
import { tokensIn } from "./lex-statements";
import { transactionKeyword } from "./transaction-keyword";

export interface TransactionHooks {
  /** A transaction of this run is open for so long that it may be cut off: it is to be kept that it is open. Must not throw. */
  onOpen: () => void;
  /** Is waited for before a transaction is committed that is kept as open. Must not throw. */
  beforeCommit: () => Promise<void>;
}

/** Shorter transactions of one run cost no write. */
export const keptAfterMs = 250;

/**
 * A transaction that was open before a run began, or is open for long in it. Whoever opened it is told what becomes of it,
 * also where the connection, or this process, is over before PostgreSQL's answer: what that takes has to be found out
 * before its COMMIT.
 */
export class CarriedTransaction {
  private isKept = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly hooks: TransactionHooks) {}

  beginRun(transaction: TransactionState): void {
    this.isKept = transaction !== "idle";
  }

  /** A statement is about to run. What has failed is rolled back by COMMIT too. */
  async before(text: string, transaction: TransactionState): Promise<void> {
    if (transaction !== "open" || !isCommit(text)) return;
    // From here on "open" could be told of what was committed.
    this.stopWaiting();
    if (this.isKept) await this.hooks.beforeCommit();
  }

  /** A statement has run. */
  after(text: string, transaction: TransactionState): void {
    if (transaction === "idle" || isChain(text)) {
      this.stopWaiting();
      this.isKept = false;
    }
    if (transaction !== "idle" && !this.isKept) this.timer ??= setTimeout(() => this.keep(), keptAfterMs);
  }

  /** Whoever began the run keeps what it left open. */
  endRun(): void {
    this.stopWaiting();
  }

  private stopWaiting(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private keep(): void {
    this.timer = undefined;
    this.isKept = true;
    this.hooks.onOpen();
  }
}

export function isCommit(text: string): boolean {
  const keyword = transactionKeyword(text);
  return keyword === "COMMIT" || keyword === "END";
}

/** COMMIT AND CHAIN and ROLLBACK AND CHAIN begin another transaction at once. `AND` is no name that a savepoint could have. */
function isChain(text: string): boolean {
  return transactionKeyword(text) !== null && [...tokensIn(text)].some((token) => token.toUpperCase() === "AND");
}
