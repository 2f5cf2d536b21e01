import "server-only";
import type { Readable } from "node:stream";

/** A message of PostgreSQL's protocol begins with its kind, one byte, and its length, four, which count themselves. */
const headerBytes = 5;

/**
 * Reads along a connection to PostgreSQL, and knows the length of each message before its body has come: one value can have
 * a gigabyte, and pg gathers a whole message in memory before it looks at it. Attach it between two messages.
 */
export class MessageGuard {
  /** What one message may have. */
  maxBytes = Number.POSITIVE_INFINITY;
  private readonly header = Buffer.alloc(headerBytes);
  private headerLength = 0;
  private bodyLeft = 0;

  constructor(
    stream: Readable,
    private readonly onTooLong: (bytes: number) => void,
  ) {
    stream.on("data", (chunk: Buffer) => this.read(chunk));
  }

  private read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.bodyLeft > 0) {
        const passed = Math.min(this.bodyLeft, chunk.length - at);
        this.bodyLeft -= passed;
        at += passed;
      } else if (this.headerLength === 0 && chunk.length - at >= headerBytes) {
        this.begin(chunk.readInt32BE(at + 1));
        at += headerBytes;
      } else {
        const copied = chunk.copy(this.header, this.headerLength, at, at + headerBytes - this.headerLength);
        this.headerLength += copied;
        at += copied;
        if (this.headerLength === headerBytes) this.begin(this.header.readInt32BE(1));
      }
    }
  }

  private begin(length: number): void {
    this.headerLength = 0;
    this.bodyLeft = length - 4;
    if (this.bodyLeft > this.maxBytes) this.onTooLong(this.bodyLeft);
  }
}
