import "server-only";
import type { Connection, FieldDef, Submittable } from "pg";
import { SyncOnce } from "./sync-once";

/** How much of one result is fetched at the most. */
export interface ResultLimits {
  maxRows: number;
  maxBytes: number;
}

/** What one statement did. `error` is pg's DatabaseError, or the connection's own. */
export interface PortalOutcome {
  fields: FieldDef[] | null;
  rows: (string | null)[][];
  /** What the rows take in an answer, about. */
  bytes: number;
  /** PostgreSQL's tag; null where the portal was left before its end. */
  command: string | null;
  truncated: boolean;
  copy: "in" | "out" | null;
  error: Error | null;
  /** The connection ended before PostgreSQL was ready again. */
  connectionLost: boolean;
}

/** Whether the statement with this tag may be committed; null where that needs no thought. */
export type CommitGate = (tag: string | null) => Promise<boolean> | null;

interface PortalQueryOptions {
  text: string;
  limits: ResultLimits;
  /** PostgreSQL has made all rows before it gives the first: where they are too many, it is asked how many there are. */
  isMaterialized: boolean;
  /** The statement has a `$1` outside quotes: only the simple protocol says of it what psql says. It gives no rows. */
  hasParameter: boolean;
  mayCommit: CommitGate;
  /** Whether somebody has stopped the statement: a cancel that comes between two batches is not heard by PostgreSQL. */
  isStopped: () => boolean;
  /** COPY TO STDOUT sends more than can be ignored. */
  onCopyOut: () => void;
}

/** pg's connection can do this; its types do not say so. */
interface CopyConnection extends Connection {
  sendCopyFail(message: string): void;
}

/** Rows asked for at first, while nothing is known of their width; and then, if they are narrow. */
const firstBatchRows = 64;
const largestBatchRows = 256;

/** What COPY TO STDOUT may send before it is stopped. */
const copyOutBytes = 256 * 1024;

/**
 * SQL can name a portal that has a name, to move on in it. It is no name that a student's cursor would have; and it is closed
 * with the statement, as a transaction may go on.
 */
const portalName = "carrel's portal";
const moveToEnd = `MOVE FORWARD ALL IN "${portalName}"`;

/**
 * One statement run through a portal, in the extended protocol, every value as PostgreSQL's own text. The portal is read
 * in batches and left when a limit is reached, so a result of any length costs no more than the limits.
 * pg calls the handlers; `done` gives the outcome when PostgreSQL is ready for the next statement, and never rejects.
 */
export class PortalQuery implements Submittable {
  readonly done: Promise<PortalOutcome>;
  private finish: (outcome: PortalOutcome) => void = () => undefined;
  private isSubmitted = false;
  private readonly sync = new SyncOnce();
  private readonly portal: string;
  private batches = 0;
  private received = 0;
  /** How many rows were passed over, unread; null while it is not known. */
  private passedOver: number | null = null;
  private isPassingOver = false;
  private copiedBytes = 0;
  private readonly outcome: PortalOutcome = {
    fields: null,
    rows: [],
    bytes: 0,
    command: null,
    truncated: false,
    copy: null,
    error: null,
    connectionLost: false,
  };

  constructor(private readonly options: PortalQueryOptions) {
    this.portal = options.isMaterialized ? portalName : "";
    this.done = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  submit(connection: Connection): void {
    this.isSubmitted = true;
    // After an error pg no longer hands its "ready" to this object, and after a FATAL one there is none: both are listened for.
    const ready = () => settle();
    const end = () => settle(new Error("the connection ended"));
    const copyOut = () => {
      this.outcome.copy = "out";
    };
    const settle = (error?: Error) => {
      connection.off("readyForQuery", ready).off("end", end).off("copyOutResponse", copyOut);
      this.outcome.error ??= error ?? null;
      this.outcome.connectionLost = error !== undefined;
      this.finish(this.outcome);
    };
    connection.on("readyForQuery", ready).on("end", end).on("copyOutResponse", copyOut);
    if (this.options.hasParameter) connection.query(this.options.text);
    else this.open(connection);
  }

  handleRowDescription(message: { fields: FieldDef[] }): void {
    this.outcome.fields = message.fields;
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.received++;
    if (this.isFull()) {
      this.outcome.truncated = true;
      return;
    }
    this.outcome.rows.push(message.fields);
    this.outcome.bytes += bytesInAnswer(message.fields);
  }

  handlePortalSuspended(connection: Connection): void {
    if (this.options.isStopped()) {
      this.fail(connection);
      return;
    }
    if (!this.outcome.truncated) this.fetch(connection);
    else if (this.options.isMaterialized) this.passOverRest(connection);
    else this.conclude(connection);
  }

  handleCommandComplete(message: { text: string }, connection: Connection): void {
    if (this.isPassingOver && this.passedOver === null) {
      this.passedOver = Number(/\d+$/.exec(message.text)?.[0] ?? 0);
      return;
    }
    const rowCount = this.received + (this.passedOver ?? 0);
    this.outcome.command = wholeTag(message.text, this.batches > 1 || this.isPassingOver ? rowCount : null);
    if (this.options.hasParameter) return;
    // What cannot be shown is an error, and fails the transaction around it as every error does.
    if (this.outcome.copy) this.fail(connection);
    else this.conclude(connection);
  }

  handleEmptyQuery(connection: Connection): void {
    if (!this.options.hasParameter) this.sync.send(connection);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.outcome.copy = "in";
    connection.sendCopyFail("COPY FROM STDIN cannot be used here");
  }

  /** What COPY TO STDOUT sends is thrown away; that it came is known from the response before it. */
  handleCopyData(message: { chunk: Buffer }): void {
    const before = this.copiedBytes;
    this.copiedBytes += message.chunk.length;
    if (before <= copyOutBytes && this.copiedBytes > copyOutBytes) this.options.onCopyOut();
  }

  handleError(error: Error, connection: Connection): void {
    this.outcome.error = error;
    // What pg does not even submit, because PostgreSQL said good-bye before, is never answered.
    if (!this.isSubmitted || !connection.stream.writable) this.finish({ ...this.outcome, connectionLost: true });
    else if (!this.options.hasParameter) this.sync.send(connection);
  }

  handleReadyForQuery(): void {
    // The listener of `submit` has already told.
  }

  private open(connection: Connection): void {
    connection.stream.cork();
    connection.parse({ text: this.options.text, name: "", types: [] }, true);
    connection.bind({ portal: this.portal }, true);
    connection.describe({ type: "P", name: this.portal }, true);
    this.fetch(connection);
    connection.stream.uncork();
  }

  private fetch(connection: Connection): void {
    const { limits } = this.options;
    const { rows, bytes } = this.outcome;
    const fitting = Math.ceil((limits.maxBytes - bytes) / (bytes / rows.length));
    const batch = rows.length === 0 ? firstBatchRows : Math.min(largestBatchRows, fitting);
    // One row beyond a limit tells "exactly so many" from "there are more".
    const wanted = Math.max(1, Math.min(batch, limits.maxRows - rows.length + 1));
    this.batches++;
    // pg's types ask for text here; it writes the number either way.
    connection.execute({ portal: this.portal, rows: String(wanted) }, true);
    connection.flush();
  }

  /** The rows stay where they are. Then nothing is left of the portal, and it ends with PostgreSQL's own tag. */
  private passOverRest(connection: Connection): void {
    this.isPassingOver = true;
    connection.parse({ text: moveToEnd, name: "", types: [] }, true);
    connection.bind({}, true);
    connection.execute({ portal: "", rows: "0" }, true);
    connection.execute({ portal: this.portal, rows: "0" }, true);
    connection.flush();
  }

  /** What a statement did is committed by the Sync after it. */
  private conclude(connection: Connection): void {
    const verdict = this.options.mayCommit(this.outcome.command);
    if (!verdict) {
      this.finishWell(connection);
      return;
    }
    verdict.then((may) => {
      if (!connection.stream.writable) return;
      if (may) this.finishWell(connection);
      else this.fail(connection);
    });
  }

  private finishWell(connection: Connection): void {
    // An error would have closed it.
    if (this.portal !== "") connection.close({ type: "P", name: this.portal }, true);
    this.sync.send(connection);
  }

  /**
   * Takes back what the statement did: an error comes before the Sync. That rolls back the statement, and fails the
   * transaction that the student opened around it, if there is one.
   */
  private fail(connection: Connection): void {
    connection.parse({ text: "not to be committed", name: "", types: [] }, true);
    connection.flush();
  }

  private isFull(): boolean {
    const { limits } = this.options;
    return this.outcome.rows.length >= limits.maxRows || this.outcome.bytes >= limits.maxBytes;
  }
}

/** About what a row takes as JSON, so that a row of NULLs or of nothing costs something too. */
function bytesInAnswer(values: (string | null)[]): number {
  return values.reduce((sum, value) => sum + (value === null ? 5 : Buffer.byteLength(value) + 3), 3);
}

/** Of a portal read in batches, PostgreSQL's tag counts the last batch only. */
function wholeTag(tag: string, rowCount: number | null): string {
  return rowCount === null ? tag : tag.replace(/\d+$/, String(rowCount));
}
