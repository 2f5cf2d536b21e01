import "server-only";
import type { Connection, FieldDef, Submittable } from "pg";
import { SyncOnce } from "./sync-once";

export type ExportedRow = (string | null)[];

/** How an export ended. `error` is pg's DatabaseError, or the connection's own. */
export interface ExportOutcome {
  fields: FieldDef[] | null;
  rowCount: number;
  /** Every row was read, and nothing went wrong. */
  complete: boolean;
  error: Error | null;
  /** The connection ended before PostgreSQL was ready again. */
  connectionLost: boolean;
}

interface ExportQueryOptions {
  text: string;
  /** Whether somebody has stopped the statement from outside; what it does next is then left. */
  isStopped: () => boolean;
}

/** So much of the result stands in memory at once, unless a single row is larger. */
const batchBytes = 512 * 1024;
const maxBatchRows = 4_096;

/** With the parse is asked what the statement gives, and nothing runs yet. */
export class DescribeQuery implements Submittable {
  readonly done: Promise<ExportOutcome>;
  private finish: (outcome: ExportOutcome) => void = () => undefined;
  private isSubmitted = false;
  private readonly outcome = emptyOutcome();

  /** `hasParameter`: the statement has a `$1` outside quotes; the simple protocol refuses that in psql's words, running nothing. */
  constructor(private readonly options: { text: string; hasParameter: boolean }) {
    this.done = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  submit(connection: Connection): void {
    this.isSubmitted = true;
    settleOn(connection, this.outcome, this.finish);
    const { text, hasParameter } = this.options;
    if (hasParameter) {
      connection.query(text);
      return;
    }
    connection.stream.cork();
    connection.parse({ text, name: "", types: [] }, true);
    connection.describe({ type: "S", name: "" }, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.outcome.fields = fields;
  }

  /** A statement with a `$1` gives no rows; only pg would not survive one that did. */
  handleDataRow(): void {
    // Nobody asked for it.
  }

  handleCommandComplete(): void {
    // The Sync after it is part of the simple protocol.
  }

  handleError(error: Error, connection: Connection): void {
    this.outcome.error = error;
    // What pg does not even submit, because PostgreSQL said good-bye before, is never answered.
    if (!this.isSubmitted || !connection.stream.writable) this.finish({ ...this.outcome, connectionLost: true });
  }

  handleReadyForQuery(): void {
    // The listener of `submit` has already told.
  }
}

/**
 * One statement run through a portal and read to its end, a batch at a time and only when the reader asks: what has been
 * read and not taken is one batch. Batches begin with one row and grow with what the rows turn out to weigh.
 * pg calls the handlers; `done` gives the outcome when PostgreSQL is ready for the next statement, and never rejects.
 */
export class ExportQuery implements Submittable {
  readonly done: Promise<ExportOutcome>;
  private finish: (outcome: ExportOutcome) => void = () => undefined;
  private connection: Connection | null = null;
  private rows: ExportedRow[] = [];
  private bytes = 0;
  private batchRows = 1;
  private fetching = true;
  private over = false;
  private readonly sync = new SyncOnce();
  private deliver: () => void = () => undefined;
  private delivered: Promise<void>;
  private readonly outcome = emptyOutcome();

  constructor(private readonly options: ExportQueryOptions) {
    this.done = new Promise((resolve) => {
      this.finish = (outcome) => {
        this.over = true;
        resolve(outcome);
        this.deliver();
      };
    });
    this.delivered = this.nextDelivery();
  }

  /** Whether PostgreSQL is at work on it, rather than waiting for the reader. */
  get isFetching(): boolean {
    return this.fetching && !this.over;
  }

  get rowCount(): number {
    return this.outcome.rowCount;
  }

  /** The next rows; null when there are no more, whatever the reason: `done` tells. */
  async next(): Promise<ExportedRow[] | null> {
    if (!this.fetching && !this.over) this.fetch();
    await this.delivered;
    const rows = this.rows;
    this.rows = [];
    return rows.length > 0 ? rows : null;
  }

  /** Ends it without reading further. While PostgreSQL is at work, it has to be stopped from outside. */
  leave(): void {
    if (this.fetching || this.over) return;
    this.fetching = true;
    this.delivered = this.nextDelivery();
    this.conclude();
  }

  submit(connection: Connection): void {
    this.connection = connection;
    settleOn(connection, this.outcome, this.finish);
    connection.stream.cork();
    connection.parse({ text: this.options.text, name: "", types: [] }, true);
    connection.bind({}, true);
    connection.describe({ type: "P", name: "" }, true);
    this.execute(connection);
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.outcome.fields = fields;
  }

  handleDataRow({ fields }: { fields: ExportedRow }): void {
    this.rows.push(fields);
    this.outcome.rowCount++;
    for (const value of fields) this.bytes += Buffer.byteLength(value ?? "");
  }

  handlePortalSuspended(): void {
    const rowBytes = Math.max(1, this.bytes / Math.max(1, this.rows.length));
    this.batchRows = Math.max(1, Math.min(this.batchRows * 2, maxBatchRows, Math.floor(batchBytes / rowBytes)));
    // Whoever waits for these rows hears of the end, as soon as PostgreSQL is ready again.
    if (this.options.isStopped()) {
      this.conclude();
      return;
    }
    this.fetching = false;
    this.deliver();
  }

  handleCommandComplete(_message: unknown, connection: Connection): void {
    this.outcome.complete = true;
    this.sync.send(connection);
  }

  handleError(error: Error, connection: Connection): void {
    this.outcome.error = error;
    // What the statement did is committed by the Sync after its last row, and that can fail.
    this.outcome.complete = false;
    if (this.connection && connection.stream.writable) this.sync.send(connection);
    else this.finish({ ...this.outcome, connectionLost: true });
  }

  handleReadyForQuery(): void {
    // The listener of `submit` has already told.
  }

  private fetch(): void {
    if (!this.connection) return;
    this.fetching = true;
    this.bytes = 0;
    this.delivered = this.nextDelivery();
    this.execute(this.connection);
  }

  private execute(connection: Connection): void {
    // pg's types ask for text here; it writes the number either way.
    connection.execute({ portal: "", rows: String(this.batchRows) }, true);
    connection.flush();
  }

  /** The Sync closes the portal. In an open transaction that changes nothing, and outside one it ends the statement's own. */
  private conclude(): void {
    if (this.connection) this.sync.send(this.connection);
  }

  private nextDelivery(): Promise<void> {
    return new Promise((resolve) => {
      this.deliver = resolve;
    });
  }
}

function emptyOutcome(): ExportOutcome {
  return { fields: null, rowCount: 0, complete: false, error: null, connectionLost: false };
}

/**
 * After an error pg no longer hands its "ready" to the query, and after a FATAL one there is none: both are listened for.
 */
function settleOn(connection: Connection, outcome: ExportOutcome, finish: (outcome: ExportOutcome) => void): void {
  const settle = (error?: Error) => {
    connection.off("readyForQuery", ready).off("end", end);
    outcome.error ??= error ?? null;
    outcome.connectionLost = error !== undefined;
    finish(outcome);
  };
  const ready = () => settle();
  const end = () => settle(new Error("the connection ended"));
  connection.on("readyForQuery", ready).on("end", end);
}
