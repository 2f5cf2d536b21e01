import "server-only";
import type { Connection, FieldDef, Submittable } from "pg";

/** How much of one result is fetched at the most. */
export interface ResultLimits {
  maxRows: number;
  maxBytes: number;
}

/** What one statement did. `error` is pg's DatabaseError, or the connection's own. */
export interface PortalOutcome {
  fields: FieldDef[] | null;
  rows: (string | null)[][];
  /** PostgreSQL's tag; null where the portal was left before its end. */
  command: string | null;
  truncated: boolean;
  copy: "in" | "out" | null;
  error: Error | null;
  /** The connection ended before PostgreSQL was ready again. */
  connectionLost: boolean;
}

/** pg's connection can do this; its types do not say so. */
interface CopyConnection extends Connection {
  sendCopyFail(message: string): void;
}

/** Rows asked for at a time: enough to be quick, few enough to notice early that they are too large. */
const batchRows = 256;

/** Whether the statement with this tag may be committed; null where that needs no thought. */
export type CommitGate = (tag: string | null) => Promise<boolean> | null;

/**
 * One statement run through a portal, in the extended protocol, every value as PostgreSQL's own text. The portal is read
 * in batches and left when a limit is reached, so a result of any length costs no more than the limits.
 * pg calls the handlers; `done` gives the outcome when PostgreSQL is ready for the next statement, and never rejects.
 */
export class PortalQuery implements Submittable {
  readonly done: Promise<PortalOutcome>;
  private finish: (outcome: PortalOutcome) => void = () => undefined;
  private isSubmitted = false;
  private bytes = 0;
  private batches = 0;
  private readonly outcome: PortalOutcome = {
    fields: null,
    rows: [],
    command: null,
    truncated: false,
    copy: null,
    error: null,
    connectionLost: false,
  };

  constructor(
    private readonly text: string,
    private readonly limits: ResultLimits,
    private readonly mayCommit: CommitGate,
  ) {
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
    connection.stream.cork();
    connection.parse({ text: this.text, name: "", types: [] }, true);
    connection.bind({}, true);
    connection.describe({ type: "P", name: "" }, true);
    this.fetch(connection);
    connection.stream.uncork();
  }

  handleRowDescription(message: { fields: FieldDef[] }): void {
    this.outcome.fields = message.fields;
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    if (this.isFull()) {
      this.outcome.truncated = true;
      return;
    }
    this.outcome.rows.push(message.fields);
    for (const value of message.fields) this.bytes += Buffer.byteLength(value ?? "");
  }

  handlePortalSuspended(connection: Connection): void {
    if (!this.isFull()) {
      this.fetch(connection);
      return;
    }
    this.outcome.truncated = true;
    this.conclude(connection);
  }

  handleCommandComplete(message: { text: string }, connection: Connection): void {
    this.outcome.command = wholeTag(message.text, this.batches > 1 ? this.outcome.rows.length : null);
    this.conclude(connection);
  }

  handleEmptyQuery(connection: Connection): void {
    connection.sync();
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.outcome.copy = "in";
    connection.sendCopyFail("COPY FROM STDIN cannot be used here");
  }

  handleCopyData(): void {
    // What COPY TO STDOUT sends is thrown away; that it came is known from the response before it.
  }

  handleError(error: Error, connection: Connection): void {
    this.outcome.error = error;
    // What pg does not even submit, because PostgreSQL said good-bye before, is never answered.
    if (this.isSubmitted && connection.stream.writable) connection.sync();
    else this.finish({ ...this.outcome, connectionLost: true });
  }

  handleReadyForQuery(): void {
    // The listener of `submit` has already told.
  }

  private fetch(connection: Connection): void {
    // One row beyond the limit tells "exactly so many" from "there are more".
    const wanted = Math.min(batchRows, this.limits.maxRows - this.outcome.rows.length + 1);
    this.batches++;
    // pg's types ask for text here; it writes the number either way.
    connection.execute({ portal: "", rows: String(wanted) }, true);
    connection.flush();
  }

  /**
   * What a statement did is committed by the Sync after it. Where it must not be, an error takes the Sync's place: that rolls
   * back the statement, and fails the transaction that the student opened around it, if there is one.
   */
  private conclude(connection: Connection): void {
    const verdict = this.mayCommit(this.outcome.command);
    if (!verdict) {
      connection.sync();
      return;
    }
    verdict.then((may) => {
      if (!connection.stream.writable) return;
      if (may) {
        connection.sync();
        return;
      }
      connection.parse({ text: "not to be committed", name: "", types: [] }, true);
      connection.flush();
    });
  }

  private isFull(): boolean {
    return this.outcome.rows.length >= this.limits.maxRows || this.bytes >= this.limits.maxBytes;
  }
}

/** Of a portal read in batches, PostgreSQL's tag counts the last batch only. */
function wholeTag(tag: string, rowCount: number | null): string {
  return rowCount === null ? tag : tag.replace(/\d+$/, String(rowCount));
}
