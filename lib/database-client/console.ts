import "server-only";
import type pg from "pg";
import type { Notice, QueryResponse, StatementResult, TransactionState } from "@/lib/schemas/query";
import { ClientEncoding } from "./client-encoding";
import { endClient } from "./connect-client";
import type { DiskGauge } from "./disk-gauge";
import { DiskWatch } from "./disk-watch";
import { parseMetaCommand } from "./meta-command";
import { nameTypes } from "./name-types";
import { type PortalOutcome, PortalQuery, type ResultLimits } from "./portal-query";
import { type SqlStatement, splitStatements } from "./split-statements";
import { lostResult, metaErrorResult, noteResult, ofMetaCommand, statementResult, toNotice } from "./statement-result";
import { type BackendStopper, StatementStop } from "./statement-stop";
import { findUnsendable, unsendableResult } from "./unsendable-text";

export interface RunLimits extends ResultLimits {
  timeoutMs: number;
  /** How much the whole cluster may hold on disk. */
  diskBytes: number;
}

interface ConsoleOptions {
  client: pg.Client;
  stopBackend: BackendStopper;
  diskGauge: DiskGauge;
}

/**
 * One connection of a session. Statements run one after another, however many requests arrive; time and disk are watched
 * by this process's clock and another connection, because a student can SET whatever PostgreSQL itself would keep.
 */
export class Console {
  private readonly client: pg.Client;
  private readonly stop: StatementStop;
  private readonly diskWatch: DiskWatch;
  private readonly encoding: ClientEncoding;
  private queue: Promise<unknown> = Promise.resolve();
  private notices: Notice[] = [];
  private broken = false;
  /** How many runs are under way or wait for their turn. */
  waiting = 0;

  constructor({ client, stopBackend, diskGauge }: ConsoleOptions) {
    this.client = client;
    this.stop = new StatementStop({ stopBackend, cut: () => this.cut() });
    this.diskWatch = new DiskWatch(diskGauge);
    client.on("notice", (notice) => this.notices.push(toNotice(notice)));
    this.encoding = new ClientEncoding(client);
    const isOver = () => {
      this.broken = true;
    };
    // PostgreSQL's last word comes as an error. That the connection is over may never be heard, where its host went too.
    client.on("error", isOver).on("end", isOver);
  }

  /** False when the connection is over and the next query needs a new console. */
  get usable(): boolean {
    return !this.broken;
  }

  /** Runs SQL of any number of statements; the first error ends the run. What the SQL causes is in the answer, never thrown. */
  run(sql: string, limits: RunLimits, onTurn: () => void = () => undefined): Promise<QueryResponse> {
    this.waiting++;
    const turn = this.queue
      .then(() => {
        // Throws where nobody wants it run any more.
        onTurn();
        return this.runInTurn(sql, limits);
      })
      .finally(() => this.waiting--);
    // The next in line waits for this one's end, however it ended.
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Stops the statement that runs now, if one does. The next one begins only after PostgreSQL has been told. */
  async cancel(): Promise<boolean> {
    if (!this.stop.isRunning) return false;
    await this.stop.stop("cancelled");
    return true;
  }

  /** Takes a second at the most, also where the container was paused or is gone. */
  async close(): Promise<void> {
    this.broken = true;
    await endClient(this.client);
  }

  private async runInTurn(sql: string, limits: RunLimits): Promise<QueryResponse> {
    const startedAt = performance.now();
    const results: StatementResult[] = [];
    for (const statement of await splitStatements(sql)) {
      results.push(
        ...(statement.isMeta ? await this.runMeta(statement, limits) : [await this.runStatement(statement, limits)]),
      );
      if (results.at(-1)?.kind === "error") break;
    }
    return { results, durationMs: elapsedMs(startedAt), transaction: this.transactionState() };
  }

  /** One of psql's commands: what it asks of the catalogue, as results of its own. */
  private async runMeta(statement: SqlStatement, limits: RunLimits): Promise<StatementResult[]> {
    const command = parseMetaCommand(statement.text);
    if (command.kind === "note") return [noteResult(statement, command.message)];
    if (command.kind === "unknown") return [metaErrorResult(statement, command.message)];
    const results: StatementResult[] = [];
    for (const text of command.queries) {
      const result = await this.runStatement({ text, offset: 0 }, limits);
      const isEmpty = result.kind === "rows" && result.rowCount === 0;
      if (isEmpty && results.length === 0 && command.notFound) return [metaErrorResult(statement, command.notFound)];
      if (!isEmpty || results.length === 0) results.push(ofMetaCommand(result, statement));
      if (result.kind === "error") break;
    }
    return results;
  }

  private async runStatement(statement: SqlStatement, limits: RunLimits): Promise<StatementResult> {
    const { stop } = this;
    await stop.reset();
    const startedAt = performance.now();
    this.notices = [];
    const outcome = this.broken || findUnsendable(statement.text) ? null : await this.runWatched(statement, limits);
    if (!outcome) return this.broken ? lostResult(statement) : unsendableResult(statement);
    if (outcome.connectionLost) this.broken = true;
    const durationMs = elapsedMs(startedAt);
    const stopped = stop.reason;
    if (!this.broken) await this.encoding.keep();
    if (stopped === "disk") await this.diskWatch.settle(limits.diskBytes);
    const typeNames = outcome.fields && !outcome.connectionLost ? await nameTypes(this.client, outcome.fields) : [];
    return statementResult({ statement, outcome, typeNames, durationMs, notices: this.notices, stopped, limits });
  }

  private async runWatched(statement: SqlStatement, limits: RunLimits): Promise<PortalOutcome> {
    const { stop, diskWatch } = this;
    await diskWatch.begin({ diskBytes: limits.diskBytes, onExceeded: () => void stop.stop("disk") });
    const timer = setTimeout(() => void stop.stop("timeout"), limits.timeoutMs);
    const query = new PortalQuery(statement.text, limits, (tag) => this.mayCommit(tag));
    const outcome = await stop.run(() => this.client.query(query).done);
    diskWatch.end();
    clearTimeout(timer);
    return outcome;
  }

  private mayCommit(tag: string | null): Promise<boolean> | null {
    const judged = this.diskWatch.beforeCommit(tag);
    if (!judged) return null;
    return judged.then((may) => {
      if (!may) this.stop.note("disk");
      return may;
    });
  }

  private cut(): void {
    this.broken = true;
    this.client.connection.stream.destroy();
  }

  private transactionState(): TransactionState {
    if (this.broken) return "idle";
    const status = this.client.getTransactionStatus();
    return status === "T" ? "open" : status === "E" ? "failed" : "idle";
  }
}

function elapsedMs(since: number): number {
  return Math.round((performance.now() - since) * 1000) / 1000;
}
