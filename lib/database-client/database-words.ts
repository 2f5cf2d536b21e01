import "server-only";
import type { TransactionFate } from "./transaction-fate";

/** What is said of a database, by whose it is. */
export interface DatabaseWords {
  /** As a sentence begins with it. */
  capitalised: string;
  connectionLost: string;
  /** Of a transaction that the person had opened, and whose connection is over; empty where nobody opens one. */
  transaction: Record<TransactionFate, string>;
  /** PostgreSQL says nothing when the kernel ends a backend for want of memory, so this can only be guessed. */
  lostWhileRunning: string;
  committedBefore: string;
  makeRoom: string;
  insteadOfCopyIn: string;
  insteadOfCopyOut: string;
}

/** A session's database, which is one student's own. */
export const ownWords: DatabaseWords = {
  capitalised: "Your database",
  connectionLost: "The connection to your database was lost. What was committed is safe.",
  transaction: {
    rolledBack: "The transaction that was open was rolled back.",
    committed: "The transaction that was open was committed.",
    unknown: "Whether the transaction that was open was committed is not known: look at your data.",
  },
  lostWhileRunning: "If it happens again with this statement, it may need more memory than your database has.",
  committedBefore: "What was committed before is safe.",
  makeRoom: "Make room with DROP, TRUNCATE, or DELETE and then VACUUM; or reset the exercise to begin with fresh data.",
  insteadOfCopyIn: "Use INSERT, or connect with psql.",
  insteadOfCopyOut: "Use SELECT, or connect with psql.",
};

const noTransaction: DatabaseWords["transaction"] = { rolledBack: "", committed: "", unknown: "" };

const getYourOwn = "Start the exercise to get a database of your own.";

/** The copy that everybody reads and nobody changes. */
export const sharedWords: DatabaseWords = {
  capitalised: "The shared copy",
  connectionLost: "The connection to the shared copy was lost. Nothing is lost with it: run it again.",
  transaction: noTransaction,
  lostWhileRunning: "If it happens again with this statement, it may need more memory than the shared copy has.",
  committedBefore: "",
  makeRoom: `Sort or join less at once. ${getYourOwn}`,
  insteadOfCopyIn: getYourOwn,
  insteadOfCopyOut: "Use SELECT.",
};

/** One that an answer is checked in, and that nobody works with. */
export const graderWords: DatabaseWords = {
  capitalised: "The database that your answer is checked in",
  connectionLost: "Your answer lost its connection to the database that it is checked in.",
  transaction: noTransaction,
  lostWhileRunning: "It may need more memory than there is.",
  committedBefore: "",
  makeRoom: "Write, sort or join less at once.",
  insteadOfCopyIn: "Use INSERT.",
  insteadOfCopyOut: "Use SELECT.",
};
