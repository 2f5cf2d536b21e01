import "server-only";
import type pg from "pg";
import type { ErrorResult, RowsResult } from "@/lib/schemas/query";
import type { DatabaseWords } from "./database-words";
import type { DiskWatch } from "./disk-watch";
import { DescribeQuery, type ExportedRow, type ExportOutcome, ExportQuery } from "./export-query";
import { hasParameter } from "./lex-statements";
import { nameTypes } from "./name-types";
import type { SqlStatement } from "./split-statements";
import { type StopReason, statementResult } from "./statement-result";
import type { StatementStop } from "./statement-stop";
import type { TransactionFate } from "./transaction-fate";
import { findUnsendable, unsendableResult } from "./unsendable-text";

export interface ExportLimits {
  /** How long PostgreSQL may work on it, in sum; the time that the reader takes is not counted. */
  timeoutMs: number;
  /** The largest row. */
  maxBytes: number;
  diskBytes: number;
  /** A reader that takes nothing for so long is gone. */
  stallMs: number;
  /** The parser did not know what it is: the server says what is wrong with it, and it does not run. */
  isUnknown: boolean;
}

interface ExportOptions {
  client: pg.Client;
  stop: StatementStop;
  diskWatch: DiskWatch;
  statement: SqlStatement;
  limits: ExportLimits;
  /** Whether a transaction was open when it began. */
  inTransaction: boolean;
  words: DatabaseWords;
  /** Whether somebody wanted it stopped while nothing of it ran. */
  isCancelled: () => boolean;
}

/** The rows ended before their end, and this is why. */
export class ExportCutError extends Error {
  constructor(readonly result: ErrorResult) {
    super(result.message);
  }
}

/** Opens an export: its first rows are there when this returns, or the error that came in their place. */
export async function openExport(options: ExportOptions): Promise<StatementExport | ErrorResult> {
  const { client, statement, diskWatch, stop, limits } = options;
  if (findUnsendable(statement.text)) return unsendableResult(statement);
  const described = await describe(options);
  if (described.error) return errorOf(options, described);
  if (!described.fields || limits.isUnknown) return noRows(statement);
  const typeNames = await nameTypes(client, described.fields).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    return error;
  });
  if (typeNames instanceof Error) return errorOf(options, { ...described, error: typeNames });
  const columns = described.fields.map(({ name }, index) => ({ name, type: typeNames[index] ?? "unknown" }));
  const watched: { opened?: StatementExport } = {};
  await diskWatch.begin({ diskBytes: limits.diskBytes, onExceeded: () => void watched.opened?.stop("disk") });
  // What was to be stopped until now is not begun: nothing would stop it any more.
  await stop.settled();
  if (options.isCancelled()) stop.note("cancelled");
  if (stop.reason) {
    diskWatch.end();
    return errorOf(options, described);
  }
  const opened = new StatementExport(options, columns);
  watched.opened = opened;
  await opened.begin();
  const failed = opened.failure;
  return failed ?? opened;
}

/** That alone can take for ever: while another console has the table locked, for one. */
async function describe({ client, stop, statement, limits }: ExportOptions): Promise<ExportOutcome> {
  const timer = setTimeout(() => void stop.stop("timeout"), limits.timeoutMs);
  try {
    // What the parser does not know might run after all where the simple protocol is asked.
    const asked = { text: statement.sent, hasParameter: !limits.isUnknown && hasParameter(statement.text) };
    return await stop.run(() => client.query(new DescribeQuery(asked)).done);
  } finally {
    clearTimeout(timer);
  }
}

/** A whole result on its way to its reader. Whoever has it reads it to its end or closes it. */
export class StatementExport {
  /** Resolves when the console is free again. */
  readonly ended: Promise<void>;
  private readonly query: ExportQuery;
  private readonly startedAt = performance.now();
  private first: ExportedRow[] | null = null;
  private outcome: ExportOutcome | null = null;
  private workedMs = 0;
  private stalled: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ExportOptions,
    readonly columns: RowsResult["columns"],
  ) {
    const { client, stop, statement } = options;
    this.query = new ExportQuery({ text: statement.sent, isStopped: () => stop.reason !== null });
    this.ended = this.run(() => client.query(this.query).done);
  }

  /** So many have come from PostgreSQL so far. */
  get rowCount(): number {
    return this.query.rowCount;
  }

  get durationMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Why it ended before its end; null while it runs, and when all rows were read. */
  get failure(): ErrorResult | null {
    if (!this.outcome || this.outcome.complete) return null;
    return errorOf(this.options, this.outcome, this.durationMs);
  }

  /** Waits for the first rows. */
  async begin(): Promise<void> {
    this.first = await this.fetch();
    if (!this.first) await this.ended;
  }

  /** Batches of rows, each fetched when it is asked for. @throws ExportCutError where they end before their end */
  async *batches(): AsyncGenerator<ExportedRow[]> {
    try {
      for (let rows = this.first; rows; rows = await this.fetch()) yield rows;
    } finally {
      await this.close();
    }
    const { failure } = this;
    if (failure) throw new ExportCutError(failure);
  }

  /** Nobody reads on. The console is free when this returns; after its end this does nothing. */
  async close(): Promise<void> {
    if (!this.outcome) await this.stop("cancelled");
    await this.ended;
  }

  /** PostgreSQL heeds no cancel while it waits for the reader; then the portal is simply left. */
  async stop(reason: StopReason): Promise<void> {
    const { stop } = this.options;
    if (this.query.isFetching) {
      await stop.stop(reason);
      return;
    }
    stop.note(reason);
    this.query.leave();
  }

  private async fetch(): Promise<ExportedRow[] | null> {
    const { timeoutMs, stallMs } = this.options.limits;
    clearTimeout(this.stalled);
    const since = performance.now();
    const timer = setTimeout(() => void this.stop("timeout"), Math.max(1, timeoutMs - this.workedMs));
    try {
      return await this.query.next();
    } finally {
      clearTimeout(timer);
      this.workedMs += performance.now() - since;
      if (!this.outcome) this.stalled = setTimeout(() => void this.stop("cancelled"), stallMs);
    }
  }

  private async run(work: () => Promise<ExportOutcome>): Promise<void> {
    const { stop, diskWatch, limits } = this.options;
    this.outcome = await stop.run(work);
    clearTimeout(this.stalled);
    diskWatch.end();
    if (stop.reason === "disk") await diskWatch.settle(limits.diskBytes);
  }
}

function errorOf(options: ExportOptions, outcome: ExportOutcome, durationMs = 0): ErrorResult {
  const { statement, stop, limits, inTransaction, words } = options;
  const fate: TransactionFate | null = inTransaction ? "rolledBack" : null;
  const error = outcome.error ?? new Error("the export was stopped");
  const portal = { ...outcome, error, rows: [], bytes: 0, command: null, truncated: false, copy: null };
  const facts = {
    statement,
    outcome: portal,
    typeNames: [],
    durationMs,
    notices: [],
    stopped: stop.reason,
    limits,
    fate,
    words,
  };
  const result = statementResult(facts);
  if (result.kind !== "error") throw new Error("an outcome with an error was worded as none");
  return result;
}

function noRows({ text }: SqlStatement): ErrorResult {
  const message = "An export takes one SELECT, VALUES or TABLE.";
  return { kind: "error", statement: text, reason: "limit", sqlState: null, message, durationMs: 0, notices: [] };
}
