import "server-only";
import type { TransactionState } from "@/lib/schemas/query";
import { tokensIn } from "./lex-statements";
import { transactionKeyword } from "./transaction-keyword";

/**
 * A transaction that was open before a run began. Whoever opened it is told what becomes of it, also where the connection, or
 * this process, is over before PostgreSQL's answer: what that takes has to be found out before its COMMIT.
 */
export class CarriedTransaction {
  private isOpen = false;

  constructor(private readonly beforeCommit: () => Promise<void>) {}

  beginRun(transaction: TransactionState): void {
    this.isOpen = transaction !== "idle";
  }

  /** A statement is about to run. What has failed is rolled back by COMMIT too. */
  async before(text: string, transaction: TransactionState): Promise<void> {
    if (this.isOpen && transaction === "open" && isCommit(text)) await this.beforeCommit();
  }

  /** A statement has run. */
  after(text: string, transaction: TransactionState): void {
    if (this.isOpen && (transaction === "idle" || isChain(text))) this.isOpen = false;
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
