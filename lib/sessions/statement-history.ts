import "server-only";
import type { Database } from "@/lib/db/database";
import type { Log } from "@/lib/log/log";
import { type ConsoleName, consoleNameSchema, type QueryResponse, type StatementResult } from "@/lib/schemas/query";
import { type RanStatement, ranStatementSchema } from "@/lib/schemas/statement-history";

interface StatementHistoryOptions {
  database: Database;
  log: Log;
  /** Of each session the newest so many are kept, and up to `pruneEvery` more. */
  keptPerSession?: number;
}

interface Run {
  session: { id: string };
  console: ConsoleName;
  response: QueryResponse;
}

interface Entry {
  sessionId: string;
  console: ConsoleName;
  statement: string;
  outcome: string;
  message: string;
  durationMs: number;
}

const maxStatementLength = 32_768;
const maxMessageLength = 4_096;
/** What waits while Carrel's database is slow or away; beyond it the oldest are forgotten. */
const maxWaiting = 5_000;
const pruneEvery = 100;
/** So long the statements of everybody gather before they are written: a query's answer does not share the processor with it. */
const gatherMs = 100;
const maxCounted = 10_000;
const defaultListed = 200;

/** What students ran, so that it is at hand again when a database is lost. Never delays or fails a query. */
export class StatementHistory {
  private waiting: Entry[] = [];
  private writing: Promise<void> | null = null;
  private batch: Promise<void> | null = null;
  private failing = false;
  /** Ends the gathering of this moment. */
  private hurry: () => void = () => undefined;
  private readonly unpruned = new Map<string, number>();

  constructor(private readonly options: StatementHistoryOptions) {}

  /** Keeps what ran, and returns at once: it is written a moment later, together with what others ran meanwhile. */
  record({ session, console, response }: Run): void {
    const entries = response.results.map((result) => toEntry(session.id, console, result));
    this.waiting = [...this.waiting, ...entries].slice(-maxWaiting);
    if (this.waiting.length === 0) return;
    this.writing ??= this.drain();
  }

  /** The newest first. */
  async list({ sessionId, limit = defaultListed }: { sessionId: string; limit?: number }): Promise<RanStatement[]> {
    // What was recorded until now is in the batch that is being written, or in the next.
    await this.flush({ batches: 2 });
    const rows = await this.options.database.statementHistory.findMany({
      where: { sessionId },
      orderBy: { id: "desc" },
      take: limit,
    });
    return rows.map(({ id, console, statement, outcome, message, durationMs, at }) => ({
      id: String(id),
      console: consoleNameSchema.parse(console),
      statement,
      outcome: ranStatementSchema.shape.outcome.parse(outcome),
      message,
      durationMs,
      at: at.toISOString(),
    }));
  }

  /** Whether anything was ever run in this session. */
  async hasAny(sessionId: string): Promise<boolean> {
    await this.flush({ batches: 2 });
    return (
      (await this.options.database.statementHistory.findFirst({ where: { sessionId }, select: { id: true } })) !== null
    );
  }

  /** Returns when so many batches are written, by default everything recorded so far. */
  async flush({ batches = Number.POSITIVE_INFINITY }: { batches?: number } = {}): Promise<void> {
    for (let written = 0; this.writing && written < batches; written++) {
      this.hurry();
      await this.batch;
    }
  }

  private gather(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, gatherMs);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      this.batch = this.writeBatch();
      await this.batch;
    }
    // In the same breath as the look at what waits, so that nothing recorded in between is forgotten.
    this.writing = null;
  }

  private async writeBatch(): Promise<void> {
    await this.gather();
    const batch = this.waiting;
    this.waiting = [];
    try {
      await this.insert(batch);
      await this.prune(batch);
      this.failing = false;
    } catch (error) {
      // While the database is away each batch fails alike; the log hears of it once.
      if (!this.failing) this.options.log.warn({ err: error }, "what students ran could not be kept");
      this.failing = true;
    }
  }

  /** A session whose row is gone by now has no history either. */
  private async insert(batch: Entry[]): Promise<void> {
    await this.options.database.$executeRaw`
      INSERT INTO statement_history (session_id, student_id, exercise_id, console, statement, outcome, message, duration_ms)
      SELECT s.id, s.student_id, s.exercise_id, e.console, e.statement, e.outcome, e.message, e.duration_ms
      FROM unnest(
        ${batch.map(({ sessionId }) => sessionId)}::text[], ${batch.map(({ console }) => console)}::text[],
        ${batch.map(({ statement }) => statement)}::text[], ${batch.map(({ outcome }) => outcome)}::text[],
        ${batch.map(({ message }) => message)}::text[], ${batch.map(({ durationMs }) => durationMs)}::double precision[]
      ) WITH ORDINALITY AS e (session_id, console, statement, outcome, message, duration_ms, place)
      JOIN exercise_sessions s ON s.id = e.session_id
      ORDER BY e.place`;
  }

  /** Now and then, so that most runs pay nothing for it. */
  private async prune(batch: Entry[]): Promise<void> {
    for (const { sessionId } of batch) this.unpruned.set(sessionId, (this.unpruned.get(sessionId) ?? 0) + 1);
    const due = [...this.unpruned].flatMap(([id, count]) => (count >= pruneEvery ? [id] : []));
    for (const id of due) this.unpruned.delete(id);
    // Sessions come and go; counting them all for ever would be a leak.
    if (this.unpruned.size > maxCounted) this.unpruned.clear();
    if (due.length === 0) return;
    await this.options.database.$executeRaw`
      DELETE FROM statement_history h USING unnest(${due}::text[]) AS due (session_id)
      WHERE h.session_id = due.session_id AND h.id <= (
        SELECT n.id FROM statement_history n WHERE n.session_id = due.session_id
        ORDER BY n.id DESC OFFSET ${this.options.keptPerSession ?? 1_000} LIMIT 1)`;
  }
}

function toEntry(sessionId: string, console: ConsoleName, result: StatementResult): Entry {
  const isError = result.kind === "error";
  return {
    sessionId,
    console,
    statement: storable(result.statement, maxStatementLength),
    outcome: isError ? result.reason : "ok",
    message: storable(isError ? result.message : result.command, maxMessageLength),
    durationMs: result.durationMs,
  };
}

/** PostgreSQL's text has no NUL, and what is endless is cut. */
function storable(text: string, maxLength: number): string {
  const clean = text.replaceAll("\0", "\u2400");
  if (clean.length <= maxLength) return clean;
  return `${clean.slice(0, maxLength)}\n-- … cut here: ${clean.length.toLocaleString("en")} characters in all`;
}
