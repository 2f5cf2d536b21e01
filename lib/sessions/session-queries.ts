import "server-only";
import { isOutOfConnections } from "@/lib/database-client/connect-client";
import type { Console, RunLimits } from "@/lib/database-client/console";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { explainStatement } from "@/lib/database-client/explain-statement";
import type { SqlStatement } from "@/lib/database-client/split-statements";
import { StatementExport } from "@/lib/database-client/statement-export";
import type { CachedRows } from "@/lib/db/cached-rows";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import type { Metrics } from "@/lib/metrics/metrics";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";
import type { ExplainBody, Explanation } from "@/lib/schemas/plan";
import type { ConsoleName, ErrorResult, QueryResponse, StatementResult } from "@/lib/schemas/query";
import type { SessionConsoles } from "./session-consoles";
import type { SessionContainers } from "./session-containers";
import { callerGone } from "./session-errors";
import type { SessionProvisioner } from "./session-provisioner";
import type { SessionReadiness } from "./session-readiness";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";
import type { StatementHistory } from "./statement-history";

/** What one query may cost. */
export interface QuerySettings {
  host: string;
  timeoutMs: number;
  maxRows: number;
  maxResultBytes: number;
  diskBytes: number;
}

export interface SessionQuery {
  sql: string;
  console: ConsoleName;
  maxRows?: number;
  /** Aborted when nobody waits for the answer any more. */
  caller?: AbortSignal;
}

/** One statement that is to be explained. */
export interface ExplainQuery extends ExplainBody, Pick<SessionQuery, "caller"> {}

interface SessionQueriesOptions {
  repository: SessionRepository;
  recentRows: CachedRows<SessionRow>;
  provisioner: SessionProvisioner;
  consoles: SessionConsoles;
  sessionContainers: SessionContainers;
  databaseClient: ContainerDatabaseClientService;
  /** A session is put to sleep after no less than this. */
  idleMs: number;
  query: QuerySettings;
  readiness: SessionReadiness;
  history: StatementHistory;
  metrics: Metrics;
  log: Log;
}

/** Sessions are marked as used no more often than this, to spare the database a write for each query. */
const touchEveryMs = 10_000;

/** So many requests wait for a console's turn; each holds its text meanwhile. */
const maxWaiting = 20;

/** Whoever takes no more of an export for so long is gone; the console is needed. */
const stallMs = 60_000;

/** Runs SQL in ready sessions, and brings one up again whose PostgreSQL does not let its student in. */
export class SessionQueries {
  private readonly touchEveryMs: number;

  constructor(private readonly options: SessionQueriesOptions) {
    this.touchEveryMs = Math.min(touchEveryMs, options.idleMs / 3);
  }

  async run(session: SessionRow, request: SessionQuery): Promise<QueryResponse> {
    return this.onConsole(session, request.console, async (console) => {
      const limits = { ...this.limits(request.maxRows), caller: request.caller };
      const response = await console.run(request.sql, limits, () => expectCaller(request));
      return { response, answer: response };
    });
  }

  /** How PostgreSQL runs one statement; what it changes is taken back. */
  async explain(session: SessionRow, request: ExplainQuery): Promise<Explanation> {
    return this.onConsole(session, request.console, async (console) => {
      const { response, explanation } = await explainStatement(console, {
        ...request,
        limits: this.limits(),
        onTurn: () => expectCaller(request),
      });
      return { response, answer: explanation };
    });
  }

  private limits(maxRows = this.options.query.maxRows): RunLimits {
    const { timeoutMs, maxResultBytes, diskBytes } = this.options.query;
    return { timeoutMs, maxRows, maxBytes: maxResultBytes, diskBytes };
  }

  /** Does something on a console of a session, which counts as used meanwhile, and keeps what ran. */
  private async onConsole<T>(
    session: SessionRow,
    name: ConsoleName,
    work: (console: Console) => Promise<{ response: QueryResponse; answer: T }>,
  ): Promise<T> {
    const ready = await this.touched(session);
    const console = await this.openConsole(ready, name);
    if (console.waiting >= maxWaiting) throw tooManyWaiting();
    const stopTouching = this.keepTouching(ready.id);
    try {
      const { response, answer } = await work(console);
      await this.keepTransaction(ready, name, console);
      this.options.history.record({ session: ready, console: name, response });
      this.options.metrics.queryRan({ outcome: outcomeOf(response), durationMs: response.durationMs });
      await this.restartAbandoned(console, ready);
      return answer;
    } finally {
      stopTouching();
    }
  }

  /**
   * Runs one statement and gives its whole result as it is read; or the error that came in its place. Until the export is
   * over the console is its own, and the session is in use.
   */
  async export(
    session: SessionRow,
    request: Pick<SessionQuery, "console" | "caller"> & { statement: SqlStatement; parsed: boolean },
  ): Promise<StatementExport | ErrorResult> {
    const { statement, console: name, parsed } = request;
    const { timeoutMs, diskBytes, maxResultBytes: maxBytes } = this.options.query;
    const ready = await this.touched(session);
    const console = await this.openConsole(ready, name);
    if (console.waiting >= maxWaiting) throw tooManyWaiting();
    const stopTouching = this.keepTouching(ready.id);
    try {
      const limits = { timeoutMs, maxBytes, diskBytes, stallMs, isUnknown: !parsed };
      const opened = await console.export(statement, limits, () => expectCaller(request));
      if (!(opened instanceof StatementExport)) {
        stopTouching();
        this.recordExport(ready, name, opened);
        await this.keepTransaction(ready, name, console);
        await this.restartAbandoned(console, ready);
        return opened;
      }
      void opened.ended
        .then(() => this.recordExport(ready, name, exportedResult(statement, opened)))
        .then(() => this.keepTransaction(ready, name, console))
        .then(() => this.restartAbandoned(console, ready))
        .finally(stopTouching);
      return opened;
    } catch (error) {
      stopTouching();
      throw error;
    }
  }

  private async keepTransaction({ id, containerName }: SessionRow, name: ConsoleName, console: Console): Promise<void> {
    if (!containerName) return;
    await this.options.consoles.keepTransaction({ sessionId: id, console: name, containerName }, console);
  }

  private recordExport(session: SessionRow, console: ConsoleName, result: StatementResult): void {
    const response = { results: [result], durationMs: result.durationMs, transaction: "idle" as const };
    this.options.history.record({ session, console, response });
    this.options.metrics.queryRan({ outcome: outcomeOf(response), durationMs: response.durationMs });
  }

  /** What is in the session's database now. A container that does not answer is brought up again first. */
  async readSchema(session: SessionRow): Promise<DatabaseSchema> {
    const ready = await this.touched(session);
    try {
      return await this.readSchemaOf(ready);
    } catch (error) {
      if (error instanceof AppError) throw error;
    }
    try {
      return await this.readSchemaOf(await this.recovered(ready));
    } catch (error) {
      throw error instanceof AppError ? error : unreachable(error);
    }
  }

  private async readSchemaOf({ id, port }: SessionRow): Promise<DatabaseSchema> {
    const { databaseClient, repository, query } = this.options;
    if (!port) throw unreachable(new Error(`session ${id} has no address`));
    const passwords = await repository.getPasswords(id);
    return databaseClient.readSchema({ address: { host: query.host, port }, passwords });
  }

  /**
   * Marks the session as used before anything runs in it. Where it fell asleep in this very moment the mark finds it so, and
   * it is woken first: the query wins.
   */
  private async touched(session: SessionRow): Promise<SessionRow> {
    const { repository, readiness, recentRows } = this.options;
    const unusedMs = Math.abs(Date.now() - session.lastActiveAt.getTime());
    if (session.state === "ready" && unusedMs < this.touchEveryMs) return session;
    const stillReady = await repository.touch(session.id);
    recentRows.forget(session.id);
    if (stillReady) return session;
    return readiness.settled(session.id);
  }

  /** A statement that runs for long keeps its session awake, and the idle time begins at its end. */
  private keepTouching(id: string): () => void {
    const startedAt = performance.now();
    const timer = setInterval(() => this.touch(id), this.touchEveryMs);
    return () => {
      clearInterval(timer);
      if (performance.now() - startedAt > this.touchEveryMs) this.touch(id);
    };
  }

  private touch(id: string): void {
    const { repository, log } = this.options;
    repository
      .touch(id)
      .catch((err: unknown) => log.warn({ err, sessionId: id }, "a session in use could not be marked so"));
  }

  private async openConsole(session: SessionRow, name: ConsoleName): Promise<Console> {
    try {
      return await this.connect(session, name);
    } catch (error) {
      // Bringing it up again would cut those off who are there.
      if (isOutOfConnections(error)) throw outOfConnections(error);
      // Whatever keeps the student out (a killed container, a changed password), bringing it up again mends it or says why not.
      return this.connectAgain(await this.recovered(session), name);
    }
  }

  private async connectAgain(session: SessionRow, name: ConsoleName): Promise<Console> {
    try {
      return await this.connect(session, name);
    } catch (error) {
      if (isOutOfConnections(error)) throw outOfConnections(error);
      throw error instanceof AppError ? error : unreachable(error);
    }
  }

  private connect(session: SessionRow, name: ConsoleName): Promise<Console> {
    const { id, containerName, port } = session;
    if (!containerName || !port) throw unreachable(new Error(`session ${id} has no address`));
    const address = { host: this.options.query.host, port };
    const target = { sessionId: id, console: name, containerName, address };
    return this.options.consoles.get(target, () => this.options.repository.getPasswords(id));
  }

  /**
   * What neither a cancel nor a terminate ends, the end of its container does; it is brought up again with what was committed.
   * Where that fails the answer is none the worse: the next query, or the keeper, finds the container standing still.
   */
  private async restartAbandoned(console: Console, session: SessionRow): Promise<void> {
    if (!console.takeAbandoned()) return;
    const { sessionContainers, log } = this.options;
    log.warn({ sessionId: session.id }, "a statement could not be stopped; its database is started anew");
    try {
      await sessionContainers.kill(session);
      await this.recovered(session);
    } catch (err) {
      log.warn({ err, sessionId: session.id }, "a database could not be started anew yet");
    }
  }

  private async recovered({ id, containerName }: SessionRow): Promise<SessionRow> {
    const { repository, provisioner, readiness, recentRows } = this.options;
    const recovering = containerName !== null && (await repository.setRecovering({ id, containerName }));
    recentRows.forget(id);
    if (recovering) {
      const row = await provisioner.provision(id);
      if (row) return row;
    }
    return readiness.settled(id);
  }
}

function expectCaller({ caller }: Pick<SessionQuery, "caller">): void {
  if (caller?.aborted) throw callerGone();
}

/** As the history has it: the rows are the reader's. */
function exportedResult({ text }: SqlStatement, { failure, rowCount, durationMs }: StatementExport): StatementResult {
  const command = `SELECT ${rowCount}`;
  return failure ?? { kind: "command", statement: text, command, rowCount, durationMs, notices: [] };
}

function unreachable(cause: unknown): AppError {
  return new AppError("docker_unavailable", {
    publicMessage: "Your database cannot be reached right now. What you committed is safe; try again in a moment.",
    cause,
  });
}

function outOfConnections(cause: unknown): AppError {
  return new AppError("conflict", {
    publicMessage:
      "Your other clients hold all connections that your database allows. Close one of them, then try again.",
    cause,
  });
}

function tooManyWaiting(): AppError {
  return new AppError("rate_limited", {
    publicMessage: "Your statements wait for one that is running. Wait for it, or stop it.",
    retryAfterSeconds: 5,
  });
}

/** The first error ends a run, so the last result tells how it went. */
function outcomeOf({ results }: QueryResponse) {
  const last = results.at(-1);
  return last?.kind === "error" ? last.reason : "ok";
}
