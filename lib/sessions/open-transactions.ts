import "server-only";
import type { Database } from "@/lib/db/database";
import type { Log } from "@/lib/log/log";
import type { ConsoleName } from "@/lib/schemas/query";

/** One console of a session, in the container that it is connected to. */
export interface TransactionPlace {
  sessionId: string;
  console: ConsoleName;
  containerName: string;
}

/** A transaction whose connection is gone. */
export interface LostTransaction {
  /** Whether its COMMIT was about to be sent, or was; without one it is rolled back. */
  isCommitting: boolean;
  /** Null where it could not be asked for. */
  transactionId: string | null;
}

interface OpenTransactionsOptions {
  database: Database;
  log: Log;
}

/**
 * Where transactions are open, kept in Carrel's database: a connection goes with the process that holds it, and whoever opens
 * the next one has to say that its transaction is gone. Only a change is written, so that plain statements pay nothing.
 */
export class OpenTransactions {
  /** Those that this process has written down, and how. */
  private readonly open = new Map<string, "open" | "committing">();
  private readonly writing = new Map<string, Promise<void>>();

  constructor(private readonly options: OpenTransactionsOptions) {}

  /** Returns when it is written that a transaction is open, or over. Never throws: the statement has run. */
  async note(place: TransactionPlace, isOpen: boolean): Promise<void> {
    const key = keyOf(place);
    if (this.open.get(key) === (isOpen ? "open" : undefined)) return this.writing.get(key);
    if (isOpen) this.open.set(key, "open");
    else this.open.delete(key);
    await this.write(place, () => (isOpen ? this.insert(place) : this.remove(place)));
  }

  /**
   * The transaction that is written down as open is about to be committed. Returns when it is written how to find out whether
   * it was, should nobody be left to tell; `findId` gives null where it has changed nothing. Never throws.
   */
  async noteCommit(place: TransactionPlace, findId: () => Promise<string | null>): Promise<void> {
    const key = keyOf(place);
    if (this.open.get(key) !== "open") return;
    const id = await findId().catch((err: unknown) => {
      this.options.log.warn({ err, sessionId: place.sessionId }, "a transaction's id was not found");
      return undefined;
    });
    if (id === null) return this.note(place, false);
    this.open.set(key, "committing");
    await this.write(place, () => this.setCommitting(place, id ?? null));
  }

  /** In the order in which the statements ran. */
  private async write(place: TransactionPlace, change: () => Promise<unknown>): Promise<void> {
    const key = keyOf(place);
    const write = (this.writing.get(key) ?? Promise.resolve())
      .then(async () => void (await change()))
      .catch((err: unknown) =>
        this.options.log.warn({ err, sessionId: place.sessionId }, "a transaction was not noted"),
      );
    this.writing.set(key, write);
    await write;
    if (this.writing.get(key) === write) this.writing.delete(key);
  }

  /** A new connection is being opened. @returns the transaction that the one before it had open, which is gone with it */
  async take(place: TransactionPlace): Promise<LostTransaction | null> {
    this.leave(place);
    return (await this.remove(place)).find(({ containerName }) => containerName === place.containerName) ?? null;
  }

  /** The connection is closed; what is written stays, for the next one. */
  leave(place: Pick<TransactionPlace, "sessionId" | "console">): void {
    this.open.delete(keyOf(place));
  }

  /** The session is over. */
  async forget(sessionId: string): Promise<void> {
    await this.options.database.openTransaction.deleteMany({ where: { sessionId } });
  }

  private async insert({ sessionId, console, containerName }: TransactionPlace): Promise<void> {
    await this.options.database.$executeRaw`
      INSERT INTO open_transactions (session_id, console, container_name)
      SELECT id, ${console}, ${containerName} FROM exercise_sessions WHERE id = ${sessionId}
      ON CONFLICT (session_id, console) DO UPDATE
      SET container_name = EXCLUDED.container_name, is_committing = false, transaction_id = NULL`;
  }

  private async setCommitting({ sessionId, console }: TransactionPlace, id: string | null): Promise<void> {
    await this.options.database.$executeRaw`
      UPDATE open_transactions SET is_committing = true, transaction_id = ${id}
      WHERE session_id = ${sessionId} AND console = ${console}`;
  }

  private remove({ sessionId, console }: TransactionPlace) {
    return this.options.database.$queryRaw<(LostTransaction & Pick<TransactionPlace, "containerName">)[]>`
      DELETE FROM open_transactions WHERE session_id = ${sessionId} AND console = ${console}
      RETURNING container_name AS "containerName", is_committing AS "isCommitting", transaction_id AS "transactionId"`;
  }
}

function keyOf({ sessionId, console }: Pick<TransactionPlace, "sessionId" | "console">): string {
  return `${sessionId}/${console}`;
}
