import "server-only";
import pg from "pg";
import type { ErrorResult, Notice, QueryResponse, StatementResult, TransactionState } from "@/lib/schemas/query";
import { CarriedTransaction, isCommit, type TransactionHooks } from "./carried-transaction";
import { ClientEncoding } from "./client-encoding";
import { endClient } from "./connect-client";
import { type DatabaseWords, ownWords } from "./database-words";
import type { DiskGauge } from "./disk-gauge";
import { DiskWatch } from "./disk-watch";
import { isMaterialized } from "./is-materialized";
import { hasParameter } from "./lex-statements";
import { MessageGuard } from "./message-guard";
import { answerMetaCommand } from "./meta-answer";
import { nameTypes } from "./name-types";
import { NoticeLog } from "./notice-log";
import { type PortalOutcome, PortalQuery, type ResultLimits } from "./portal-query";
import { RunBudget } from "./run-budget";
import { readStatements, type SqlStatement } from "./split-statements";
import { StatementClock } from "./statement-clock";
import { type ExportLimits, openExport, StatementExport } from "./statement-export";
import {
  cancelledResult,
  type LastWord,
  lostResult,
  notificationSeverity,
  refusedResult,
  statementResult,
  toNotice,
  toNotification,
  withNotices,
} from "./statement-result";
import { type BackendStopper, StatementStop } from "./statement-stop";
import type { TransactionFate } from "./transaction-fate";
import { findUnsendable, unsendableResult } from "./unsendable-text";

export interface RunLimits extends ResultLimits {
  timeoutMs: number;
  /** Aborted when nobody waits for the answer any more. */
  caller?: AbortSignal;
  /** How much the whole cluster may hold on disk. */
  diskBytes: number;
}

interface ConsoleOptions {
  client: pg.Client;
  /** What PostgreSQL reports of the connection's settings. */
  parameters: Map<string, string>;
  stopBackend: BackendStopper;
  diskGauge: DiskGauge;
  /** Where it is not a session's own database. */
  words?: DatabaseWords;
  /** Whether the backend waits for a lock; left out where that makes no difference. */
  waitsForLock?: () => Promise<boolean>;
  /** What is said of a statement that may not run at all; null: it may. */
  refuse?: (statement: SqlStatement) => ErrorResult | null;
  /** What is to be kept of transactions that last. */
  transactions?: TransactionHooks;
}

const noHooks: TransactionHooks = { onOpen: () => undefined, beforeCommit: () => Promise.resolve() };

/** What psql's commands need to the end, before a person sees any of it, has fewer rows. */
const wholeRows = 10_000;

/**
 * One connection of a session. Statements run one after another, however many requests arrive; time and disk are watched
 * by this process's clock and another connection, because a student can SET whatever PostgreSQL itself would keep.
 */
export class Console {
  /** Resolves when the connection is over, and whoever was served by it has an answer. */
  readonly over: Promise<void>;
  private readonly client: pg.Client;
  private readonly parameters: Map<string, string>;
  private readonly stop: StatementStop;
  private readonly diskWatch: DiskWatch;
  private readonly waitsForLock: () => Promise<boolean>;
  private readonly encoding: ClientEncoding;
  private readonly guard: MessageGuard;
  private readonly notices = new NoticeLog();
  private readonly words: DatabaseWords;
  private readonly refuse: (statement: SqlStatement) => ErrorResult | null;
  private queue: Promise<unknown> = Promise.resolve();
  private broken = false;
  private exporting: StatementExport | null = null;
  /** How many runs are under way or wait for their turn. */
  waiting = 0;
  private hasAbandoned = false;
  private isInTurn = false;
  private runCancelled = false;
  /** A transaction was lost with the connection before this one, and nobody was told yet what became of it. */
  private lossToTell: { fate: TransactionFate; lastWord: LastWord | null } | null = null;
  private toldOfLoss = false;
  /** What PostgreSQL said when it ended the connection while nothing ran. */
  lastWord: LastWord | null = null;
  private readonly carried: CarriedTransaction;
  /** What became of the transaction that was open when a statement ended the connection. */
  private fate: TransactionFate = "rolledBack";
  private bytesLeft = 0;

  constructor(options: ConsoleOptions) {
    const { client, parameters, stopBackend, diskGauge, waitsForLock, words, refuse, transactions } = options;
    this.words = words ?? ownWords;
    this.client = client;
    this.waitsForLock = waitsForLock ?? (() => Promise.resolve(false));
    this.parameters = parameters;
    this.refuse = refuse ?? (() => null);
    this.carried = new CarriedTransaction(transactions ?? noHooks);
    this.stop = new StatementStop({ stopBackend, abandon: () => this.abandon() });
    this.diskWatch = new DiskWatch(diskGauge);
    this.encoding = new ClientEncoding(client);
    this.guard = new MessageGuard(client.connection.stream, () => {
      this.stop.note("size");
      this.cut();
    });
    client.on("notice", (notice) => this.notices.add(toNotice(notice)));
    client.on("notification", (notification) => this.notices.add(toNotification(notification)));
    this.over = new Promise((resolve) => {
      const isOver = (error?: Error) => {
        this.broken = true;
        if (error instanceof pg.DatabaseError) this.lastWord = error;
        void this.queue.then(() => resolve());
      };
      // PostgreSQL's last word comes as an error. That the connection is over may never be heard, where its host went too.
      client.on("error", isOver).on("end", isOver);
    });
  }

  /** PostgreSQL's process that serves this console. */
  get backendPid(): number {
    return this.client.processID;
  }

  /** False when the connection is over and the next query needs a new console. */
  get usable(): boolean {
    return !this.broken;
  }

  /** Whether an open transaction went with the connection while nothing ran, so that no answer has told of it. */
  get lostTransaction(): boolean {
    return this.broken && !this.toldOfLoss && this.inTransaction;
  }

  /** Of a connection that is over: none is open any more. */
  get transaction(): TransactionState {
    if (this.broken) return "idle";
    const status = this.client.getTransactionStatus();
    return status === "T" ? "open" : status === "E" ? "failed" : "idle";
  }

  /** Whether it is not known here what became of the transaction that was open. */
  get isCommitUnknown(): boolean {
    return this.fate === "unknown";
  }

  /** The next run answers what became of the transaction before this connection, and runs nothing: it was meant for that one. */
  tellOfLoss(fate: TransactionFate, lastWord: LastWord | null = null): void {
    this.lossToTell = { fate, lastWord };
  }

  /**
   * True once, when a backend was left behind that heeded neither cancel nor terminate: it keeps a processor busy, and its
   * locks, until its server is started anew.
   */
  takeAbandoned(): boolean {
    const { hasAbandoned } = this;
    this.hasAbandoned = false;
    return hasAbandoned;
  }

  /** Runs SQL of any number of statements; the first error ends the run. What the SQL causes is in the answer, never thrown. */
  run(sql: string, limits: RunLimits, onTurn: () => void = () => undefined): Promise<QueryResponse> {
    return this.inTurn(limits, (run) => {
      // Throws where nobody wants it run any more.
      onTurn();
      return run(sql);
    });
  }

  /** Runs several texts with nothing else between them. */
  inTurn<T>(limits: RunLimits, work: (run: (sql: string) => Promise<QueryResponse>) => Promise<T>): Promise<T> {
    this.waiting++;
    const turn = this.queue.then(() => work((sql) => this.runInTurn(sql, limits))).finally(() => this.waiting--);
    // The next in line waits for this one's end, however it ended.
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Whoever shows no notices gives back the notifications among them: the next statement shows those. */
  keepNotifications({ results }: QueryResponse): void {
    const notices = results.flatMap((result) => result.notices);
    for (const notice of notices) if (notice.severity === notificationSeverity) this.notices.add(notice);
  }

  /**
   * Runs one statement that gives rows, in turn, and gives all of them as they are asked for; or why there are none. Until the
   * export is over, whatever else is asked of this console waits.
   */
  export(
    statement: SqlStatement,
    limits: ExportLimits,
    onTurn: () => void = () => undefined,
  ): Promise<StatementExport | ErrorResult> {
    this.waiting++;
    const turn = this.queue.then(() => {
      onTurn();
      return this.openInTurn(statement, limits);
    });
    this.queue = turn
      .then((opened) => (opened instanceof StatementExport ? this.untilExported(opened) : undefined))
      .catch(() => undefined)
      .finally(() => this.waiting--);
    return turn;
  }

  /**
   * Stops the run under way, if there is one: the statement that runs now, or the one that would be next. Another run begins
   * only after PostgreSQL has been told.
   */
  async cancel(): Promise<boolean> {
    if (this.exporting) {
      await this.exporting.stop("cancelled");
      return true;
    }
    if (!this.isInTurn) return false;
    if (this.stop.isRunning) await this.stop.stop("cancelled");
    else this.runCancelled = true;
    return true;
  }

  /** Takes a second at the most, also where the container was paused or is gone. */
  async close(): Promise<void> {
    this.broken = true;
    await endClient(this.client);
  }

  private async runInTurn(sql: string, limits: RunLimits): Promise<QueryResponse> {
    const startedAt = performance.now();
    this.isInTurn = true;
    this.runCancelled = false;
    this.carried.beginRun(this.transaction);
    this.guard.maxBytes = limits.maxBytes;
    try {
      const results = await this.runAll(sql, limits);
      return { results, durationMs: elapsedMs(startedAt), transaction: this.transaction };
    } finally {
      this.isInTurn = false;
      this.carried.endRun();
      this.notices.renew();
    }
  }

  /** The limit on size is one for all results together: ten thousand results of the largest size are no answer. */
  private async runAll(sql: string, limits: RunLimits): Promise<StatementResult[]> {
    const results: StatementResult[] = [];
    this.bytesLeft = limits.maxBytes;
    const budget = new RunBudget(limits.timeoutMs);
    for (const statement of await readStatements(sql, { backslashEscapes: () => this.backslashEscapes })) {
      const refusal = budget.refusal();
      if (refusal) return [...results, refusedResult(statement, refusal)];
      const some = statement.isMeta
        ? await this.runMeta(statement, limits)
        : [await this.runStatement(statement, limits)];
      results.push(...some);
      budget.charge(some);
      if (results.at(-1)?.kind === "error") break;
    }
    return results;
  }

  private get backslashEscapes(): boolean {
    return this.parameters.get("standard_conforming_strings") === "off";
  }

  /** One of psql's commands. What it asks of the catalogue is run like everything else, within the same limits. */
  private async runMeta(statement: SqlStatement, limits: RunLimits): Promise<StatementResult[]> {
    // Not every answer of the catalogue is shown, and what came meanwhile is.
    const said: Notice[] = [];
    const results = await answerMetaCommand(statement, async (text, { isWhole } = { isWhole: false }) => {
      const maxRows = isWhole ? Math.max(limits.maxRows, wholeRows) : limits.maxRows;
      const asked = await this.runStatement({ text, sent: text, offset: 0 }, { ...limits, maxRows });
      said.push(...asked.notices);
      return { ...asked, notices: [] };
    });
    return withNotices(results, said);
  }

  private async runStatement(statement: SqlStatement, limits: RunLimits): Promise<StatementResult> {
    const refusal = this.refuse(statement);
    if (refusal) return refusal;
    await this.stop.reset();
    if (this.runCancelled) return cancelledResult(statement);
    const lost = this.findLoss(statement);
    if (lost) return lost;
    if (findUnsendable(statement.text)) return unsendableResult(statement);
    await this.carried.before(statement.text, this.transaction);
    await this.diskWatch.begin({ diskBytes: limits.diskBytes, onExceeded: () => void this.stop.stop("disk") });
    if (this.runCancelled) {
      this.diskWatch.end();
      return cancelledResult(statement);
    }
    const { inTransaction } = this;
    const startedAt = performance.now();
    const { outcome, timeoutMs } = await this.runWatched(statement, limits);
    const durationMs = elapsedMs(startedAt);
    this.bytesLeft -= outcome.bytes;
    if (outcome.connectionLost) {
      this.broken = true;
      this.toldOfLoss = true;
      if (inTransaction) this.fate = fateOf(statement, outcome);
    }
    this.carried.after(statement.text, this.transaction);
    await this.stop.settled();
    const stopped = this.stop.reason;
    if (!this.broken) await this.encoding.keep();
    if (stopped === "disk") await this.diskWatch.settle(limits.diskBytes);
    const typeNames = await this.nameTypes(outcome);
    return statementResult({
      ...{ statement, outcome, typeNames, durationMs, stopped, limits: { ...limits, timeoutMs } },
      fate: inTransaction ? this.fate : null,
      words: this.words,
      notices: this.notices.take(),
    });
  }

  /** What is said of a statement whose connection is over, or went over before this one began. */
  private findLoss(statement: SqlStatement): ErrorResult | null {
    const { lossToTell, lastWord, words } = this;
    this.lossToTell = null;
    if (lossToTell) return lostResult(statement, { ...lossToTell, words });
    if (!this.broken) return null;
    this.toldOfLoss = true;
    return lostResult(statement, { fate: this.inTransaction ? this.fate : null, lastWord, words });
  }

  private async openInTurn(statement: SqlStatement, limits: ExportLimits): Promise<StatementExport | ErrorResult> {
    this.isInTurn = true;
    this.runCancelled = false;
    this.guard.maxBytes = limits.maxBytes;
    try {
      await this.stop.reset();
      const { client, stop, diskWatch, inTransaction, words } = this;
      const isCancelled = () => this.runCancelled;
      const options = { client, stop, diskWatch, inTransaction, words, statement, limits, isCancelled };
      return this.findLoss(statement) ?? (await openExport(options));
    } finally {
      this.isInTurn = false;
      this.dropNotices();
    }
  }

  /** A file has no place for them, and they are not of the statement after it. */
  private dropNotices(): void {
    this.notices.drop();
    this.notices.renew();
  }

  private async untilExported(opened: StatementExport): Promise<void> {
    this.exporting = opened;
    await opened.ended;
    this.exporting = null;
    this.dropNotices();
    if (!this.broken) await this.encoding.keep();
    if (opened.failure?.reason === "connection") {
      this.broken = true;
      this.toldOfLoss = true;
    }
  }

  private async runWatched(statement: SqlStatement, limits: RunLimits) {
    const { stop, diskWatch } = this;
    const clock = new StatementClock({
      timeoutMs: limits.timeoutMs,
      isWaiting: async () => limits.caller?.aborted !== true && (await this.waitsForLock()),
      onOver: () => void stop.stop("timeout"),
    });
    const query = new PortalQuery({
      text: statement.sent,
      limits: { maxRows: limits.maxRows, maxBytes: this.bytesLeft },
      hasParameter: hasParameter(statement.text),
      isMaterialized: isMaterialized(statement.text),
      mayCommit: (tag) => this.mayCommit(tag),
      isStopped: () => stop.reason !== null,
      onCopyOut: () => void stop.stop("copy"),
    });
    const outcome = await stop.run(() => this.client.query(query).done);
    diskWatch.end();
    clock.stop();
    return { outcome, timeoutMs: clock.givenMs };
  }

  /** The names of the result's types. Where the server refuses them, the statement failed if its transaction did. */
  private async nameTypes(outcome: PortalOutcome): Promise<string[]> {
    if (!outcome.fields || outcome.error || this.broken) return [];
    try {
      return await nameTypes(this.client, outcome.fields);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (this.broken || this.transaction === "failed") outcome.error = error;
      return [];
    }
  }

  private mayCommit(tag: string | null): Promise<boolean> | null {
    const judged = this.diskWatch.beforeCommit(tag);
    if (!judged) return null;
    return judged.then((may) => {
      if (!may) this.stop.note("disk");
      return may;
    });
  }

  private abandon(): void {
    this.hasAbandoned = true;
    this.cut();
  }

  private cut(): void {
    this.broken = true;
    this.client.connection.stream.destroy();
  }

  /** Whether a transaction is open; of a connection that is over, whether one was. */
  private get inTransaction(): boolean {
    return this.client.getTransactionStatus() !== "I";
  }
}

/** What becomes of an open transaction in which this statement ended the connection. A FATAL error is PostgreSQL's answer, too. */
function fateOf({ text }: SqlStatement, { command, error }: PortalOutcome): TransactionFate {
  if (command === "COMMIT") return "committed";
  return isCommit(text) && !(error instanceof pg.DatabaseError) ? "unknown" : "rolledBack";
}

function elapsedMs(since: number): number {
  return Math.round((performance.now() - since) * 1000) / 1000;
}
