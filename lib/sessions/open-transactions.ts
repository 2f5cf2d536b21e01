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

interface OpenTransactionsOptions {
  database: Database;
  log: Log;
}

/**
 * Where transactions are open, kept in Carrel's database: a connection goes with the process that holds it, and whoever opens
 * the next one has to say that its transaction is gone. Only a change is written, so that plain statements pay nothing.
 */
export class OpenTransactions {
  /** Those that this process has written down. */
  private readonly open = new Set<string>();
  private readonly writing = new Map<string, Promise<void>>();

  constructor(private readonly options: OpenTransactionsOptions) {}

  /** Returns when it is written that a transaction is open, or over. Never throws: the statement has run. */
  async note(place: TransactionPlace, isOpen: boolean): Promise<void> {
    const key = keyOf(place);
    if (this.open.has(key) === isOpen) return;
    if (isOpen) this.open.add(key);
    else this.open.delete(key);
    // In the order in which the statements ran.
    const write = (this.writing.get(key) ?? Promise.resolve())
      .then(async () => void (await (isOpen ? this.insert(place) : this.remove(place))))
      .catch((err: unknown) =>
        this.options.log.warn({ err, sessionId: place.sessionId }, "a transaction was not noted"),
      );
    this.writing.set(key, write);
    await write;
    if (this.writing.get(key) === write) this.writing.delete(key);
  }

  /** A new connection is being opened. @returns whether the one before it had a transaction open, which is gone with it */
  async take(place: TransactionPlace): Promise<boolean> {
    this.leave(place);
    return (await this.remove(place)).some((containerName) => containerName === place.containerName);
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
      ON CONFLICT (session_id, console) DO UPDATE SET container_name = EXCLUDED.container_name`;
  }

  private async remove({ sessionId, console }: TransactionPlace): Promise<string[]> {
    const rows = await this.options.database.$queryRaw<{ name: string }[]>`
      DELETE FROM open_transactions WHERE session_id = ${sessionId} AND console = ${console}
      RETURNING container_name AS name`;
    return rows.map(({ name }) => name);
  }
}

function keyOf({ sessionId, console }: Pick<TransactionPlace, "sessionId" | "console">): string {
  return `${sessionId}/${console}`;
}
