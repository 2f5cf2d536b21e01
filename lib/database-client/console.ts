import "server-only";
import type pg from "pg";
import type { Notice, QueryResponse, StatementResult, TransactionState } from "@/lib/schemas/query";
import { endClient } from "./connect-client";
import { PortalQuery, type ResultLimits } from "./portal-query";
import { type SqlStatement, splitStatements } from "./split-statements";
import { connectionLost, type StopReason, statementResult } from "./statement-result";
import { builtinTypeName } from "./type-name";

export interface RunLimits extends ResultLimits {
  timeoutMs: number;
}

/** Stops what a backend does, by an administrator's connection; resolves when PostgreSQL has been told. */
export type BackendStopper = (backendPid: number, how: "cancel" | "terminate") => Promise<void>;

/** How long a backend may take to heed a cancel before it is terminated, and then before its socket is cut. */
const stopGraceMs = 2_000;

/**
 * One connection of a session. Statements run one after another, however many requests arrive; the time-out is kept by
 * this process's clock and another connection, because a student can SET whatever PostgreSQL itself would keep.
 */
export class Console {
  private queue: Promise<unknown> = Promise.resolve();
  private notices: Notice[] = [];
  private running = false;
  private stopped: StopReason | null = null;
  private stopping: Promise<void> = Promise.resolve();
  private broken = false;

  constructor(
    private readonly client: pg.Client,
    private readonly backendPid: number,
    private readonly stopBackend: BackendStopper,
  ) {
    client.on("notice", (notice) => this.notices.push(toNotice(notice)));
    client.on("end", () => {
      this.broken = true;
    });
  }

  /** False when the connection is over and the next query needs a new console. */
  get usable(): boolean {
    return !this.broken;
  }

  /** Runs SQL of any number of statements; the first error ends the run. What the SQL causes is in the answer, never thrown. */
  run(sql: string, limits: RunLimits): Promise<QueryResponse> {
    const turn = this.queue.then(() => this.runInTurn(sql, limits));
    // The next in line waits for this one's end, however it ended.
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Stops the statement that runs now, if one does. The next one begins only after PostgreSQL has been told. */
  async cancel(): Promise<boolean> {
    if (!this.running) return false;
    this.stopRunning("cancelled");
    await this.stopping;
    return true;
  }

  async close(): Promise<void> {
    this.broken = true;
    await endClient(this.client);
  }

  private async runInTurn(sql: string, limits: RunLimits): Promise<QueryResponse> {
    const startedAt = performance.now();
    const results: StatementResult[] = [];
    for (const statement of await splitStatements(sql)) {
      const result = await this.runStatement(statement, limits);
      results.push(result);
      if (result.kind === "error") break;
    }
    return { results, durationMs: elapsedMs(startedAt), transaction: this.transactionState() };
  }

  private async runStatement(statement: SqlStatement, limits: RunLimits): Promise<StatementResult> {
    await this.stopping;
    const startedAt = performance.now();
    this.notices = [];
    this.stopped = null;
    if (this.broken) return this.lost(statement, startedAt);
    if (statement.text.includes("\0")) return this.refused(statement);
    this.running = true;
    const timer = setTimeout(() => this.stopRunning("timeout"), limits.timeoutMs);
    const outcome = await this.client.query(new PortalQuery(statement.text, limits)).done;
    clearTimeout(timer);
    this.running = false;
    const durationMs = elapsedMs(startedAt);
    const typeNames = outcome.fields && !outcome.connectionLost ? await this.typeNames(outcome.fields) : [];
    const { notices, stopped } = this;
    const result = statementResult({
      statement,
      outcome,
      typeNames,
      durationMs,
      notices,
      stopped,
      timeoutMs: limits.timeoutMs,
    });
    if (outcome.connectionLost) this.broken = true;
    return result;
  }

  private stopRunning(reason: StopReason): void {
    if (this.stopped) return;
    this.stopped = reason;
    this.stopping = this.stopFirmly();
  }

  /** Asks, then ends the backend, then cuts the socket: one of them always works. */
  private async stopFirmly(): Promise<void> {
    if (await this.stopAndWait("cancel")) return;
    if (await this.stopAndWait("terminate")) return;
    this.broken = true;
    this.client.connection.stream.destroy();
  }

  private async stopAndWait(how: "cancel" | "terminate"): Promise<boolean> {
    try {
      await this.stopBackend(this.backendPid, how);
    } catch {
      // PostgreSQL takes no administrator either; the next, harder way is tried.
      return !this.running;
    }
    const deadline = performance.now() + stopGraceMs;
    while (this.running && performance.now() < deadline) await pause(10);
    return !this.running;
  }

  /** Types that the database made itself are named by the server, by functions that no search_path can shadow. */
  private async typeNames(fields: pg.FieldDef[]): Promise<string[]> {
    const names = fields.map((field) => builtinTypeName(field.dataTypeID, field.dataTypeModifier));
    if (!names.includes(null)) return names.map((name) => name ?? "");
    const result = await this.client.query<[string]>({
      text: `SELECT pg_catalog.format_type(f.type, f.modifier)
             FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.oid[]), pg_catalog.unnest($2::pg_catalog.int4[])) AS f(type, modifier)`,
      values: [fields.map((field) => field.dataTypeID), fields.map((field) => field.dataTypeModifier)],
      rowMode: "array",
    });
    return result.rows.map(([name]) => name);
  }

  private transactionState(): TransactionState {
    if (this.broken) return "idle";
    const status = this.client.getTransactionStatus();
    return status === "T" ? "open" : status === "E" ? "failed" : "idle";
  }

  private lost(statement: SqlStatement, startedAt: number): StatementResult {
    return {
      kind: "error",
      statement: statement.text,
      ...connectionLost,
      durationMs: elapsedMs(startedAt),
      notices: [],
    };
  }

  /** A NUL would cut the text short on its way to PostgreSQL, which words this error itself for other clients. */
  private refused(statement: SqlStatement): StatementResult {
    const position = statement.offset + Array.from(statement.text.slice(0, statement.text.indexOf("\0"))).length + 1;
    const message = 'invalid byte sequence for encoding "UTF8": 0x00';
    return {
      kind: "error",
      statement: statement.text,
      reason: "sql",
      sqlState: "22021",
      message,
      position,
      durationMs: 0,
      notices: [],
    };
  }
}

function toNotice(notice: {
  severity?: string;
  code?: string;
  message?: string;
  detail?: string;
  hint?: string;
}): Notice {
  return {
    severity: notice.severity ?? "NOTICE",
    sqlState: notice.code ?? "00000",
    message: notice.message ?? "",
    ...(notice.detail ? { detail: notice.detail } : {}),
    ...(notice.hint ? { hint: notice.hint } : {}),
  };
}

function elapsedMs(since: number): number {
  return Math.round((performance.now() - since) * 1000) / 1000;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
