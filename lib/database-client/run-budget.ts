import "server-only";
import type { StatementResult } from "@/lib/schemas/query";
import type { RunRefusal } from "./statement-result";

/** Ten thousand statements that do what they should stay far below this; each may take its time-out, but not all of them. */
const mostTimeouts = 60;
/** What surrounds the rows of all results together: statements, columns, and what a result takes in any case. */
const mostFrameBytes = 16 * 1024 * 1024;
const resultBytes = 200;
const columnBytes = 25;

/**
 * What one run may cost, however many statements it has: a megabyte of text holds three hundred thousand of psql's commands,
 * or ten thousand times a thousand columns. Rows and notices have limits of their own.
 */
export class RunBudget {
  private frameBytesLeft = mostFrameBytes;
  private readonly startedAt = performance.now();
  private readonly timeMs: number;

  constructor(timeoutMs: number) {
    this.timeMs = mostTimeouts * timeoutMs;
  }

  charge(results: StatementResult[]): void {
    for (const result of results) this.frameBytesLeft -= frameBytes(result);
  }

  /** Why no further statement may run, if so. */
  refusal(): RunRefusal | null {
    if (this.frameBytesLeft < 0) return { kind: "size", maxBytes: mostFrameBytes };
    if (performance.now() - this.startedAt > this.timeMs) return { kind: "time", timeMs: this.timeMs };
    return null;
  }
}

function frameBytes(result: StatementResult): number {
  const columns = result.kind === "rows" ? result.columns : [];
  return columns.reduce(
    (sum, { name, type }) => sum + columnBytes + Buffer.byteLength(name) + Buffer.byteLength(type),
    resultBytes + Buffer.byteLength(result.statement),
  );
}
