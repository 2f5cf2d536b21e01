import "server-only";

/** One message of PostgreSQL's protocol: https://www.postgresql.org/docs/17/protocol-message-formats.html */
export interface PostgresMessage {
  /** One letter; empty for the message that opens a connection, which has none. */
  type: string;
  body: Buffer;
}

interface Batch {
  messages: PostgresMessage[];
  bytes: Buffer;
  /** Whether it ends with a message that was asked for as an end. */
  complete: boolean;
}

/** Parts a stream of bytes into PostgreSQL's messages, and these into what belongs together. */
export class MessageReader {
  private unread = Buffer.alloc(0);
  private gathered: { message: PostgresMessage; bytes: Buffer }[] = [];
  private typed: boolean;

  constructor(options: { startsUntyped: boolean }) {
    this.typed = !options.startsUntyped;
  }

  /** What became complete with these bytes. Messages of sign-in belong to no question and come one by one. */
  *batches(bytes: Buffer, isEnd: (type: string) => boolean): Generator<Batch> {
    this.unread = Buffer.concat([this.unread, bytes]);
    for (let next = this.take(); next; next = this.take()) {
      this.gathered.push(next);
      const { type } = next.message;
      const complete = isEnd(type);
      if (complete || standsAlone(type)) yield this.release(complete);
    }
  }

  /** What came and belongs to nothing complete yet. */
  rest(): Buffer {
    return Buffer.concat([...this.gathered.map(({ bytes }) => bytes), this.unread]);
  }

  private release(complete: boolean): Batch {
    const { gathered } = this;
    this.gathered = [];
    return {
      complete,
      messages: gathered.map(({ message }) => message),
      bytes: Buffer.concat(gathered.map((one) => one.bytes)),
    };
  }

  private take(): { message: PostgresMessage; bytes: Buffer } | null {
    const head = this.typed ? 1 : 0;
    if (this.unread.length < head + 4) return null;
    const total = head + this.unread.readInt32BE(head);
    if (this.unread.length < total) return null;
    const bytes = this.unread.subarray(0, total);
    this.unread = this.unread.subarray(total);
    const type = this.typed ? bytes.toString("latin1", 0, 1) : "";
    this.typed = true;
    return { message: { type, body: bytes.subarray(head + 4) }, bytes };
  }
}

/** The opening, a password, a good-bye, and a Flush, whose sender waits for the answer, wait for nothing. */
function standsAlone(type: string): boolean {
  return type === "" || type === "p" || type === "X" || type === "H";
}
