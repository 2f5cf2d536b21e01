import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { queryResponseSchema } from "@/lib/schemas/query";
import { sessionSchema } from "@/lib/schemas/session";
import type { Answer, CarrelClient } from "../bench/carrel-client";
import type { SoakLedger } from "./soak-ledger";

interface SoakStudentOptions {
  client: CarrelClient;
  ledger: SoakLedger;
  exercises: readonly string[];
  signal: AbortSignal;
}

const sessionAnswerSchema = z.object({ session: sessionSchema });
const errorAnswerSchema = z.object({ error: z.object({ code: z.string() }) });
const breathMs = 500;

/** Longer than a session stays awake. */
const absenceMs = 45_000;

/** A student who comes and goes at random, and remembers what was committed. */
export class SoakStudent {
  private sessionId: string | null = null;
  /** Rows whose commit was answered; more may be there, of answers that were lost. */
  private committed = 0;

  constructor(private readonly options: SoakStudentOptions) {}

  async study(): Promise<void> {
    while (!this.options.signal.aborted) {
      await this.act();
      await this.pause(randomInt(breathMs, 4 * breathMs));
    }
  }

  async leave(): Promise<void> {
    if (this.sessionId) await this.ask("end", "DELETE", `/api/exercise-sessions/${this.sessionId}`);
  }

  private async act(): Promise<void> {
    if (!this.sessionId) return this.start();
    const dice = randomInt(100);
    if (dice < 70) return this.write(this.sessionId);
    if (dice < 78) return this.reset(this.sessionId);
    if (dice < 86) return this.end(this.sessionId);
    if (dice < 93) return this.pause(absenceMs);
    // The page is loaded anew, or another exercise is opened beside this one.
    this.sessionId = null;
  }

  private async start(): Promise<void> {
    const { exercises } = this.options;
    const exerciseId = exercises[randomInt(exercises.length)];
    const answer = await this.ask("start", "POST", "/api/exercise-sessions/start", { exerciseId });
    if (answer?.status !== 200 && answer?.status !== 201) return;
    const { session } = sessionAnswerSchema.parse(JSON.parse(answer.body));
    this.sessionId = session.id;
    // What is in it was not written down by this object.
    this.committed = 0;
    await this.query(session.id, "CREATE TABLE IF NOT EXISTS soak (id int)");
  }

  private async write(id: string): Promise<void> {
    const rows = await this.query(id, "INSERT INTO soak VALUES (1); SELECT count(*) FROM soak");
    if (rows === null) return;
    const { committed } = this;
    this.committed++;
    if (rows <= committed)
      this.options.ledger.offences.push(`session ${id} has ${rows} rows, and ${committed + 1} were committed`);
  }

  private async reset(id: string): Promise<void> {
    this.committed = 0;
    const answer = await this.ask("reset", "POST", `/api/exercise-sessions/${id}/reset`, {});
    if (answer?.status === 200) await this.query(id, "CREATE TABLE IF NOT EXISTS soak (id int)");
  }

  private async end(id: string): Promise<void> {
    const answer = await this.ask("end", "DELETE", `/api/exercise-sessions/${id}`);
    if (answer?.status === 204) this.sessionId = null;
  }

  /** @returns the number in the last result, or null where the statement did not come to that */
  private async query(id: string, sql: string): Promise<number | null> {
    const answer = await this.ask("query", "POST", `/api/exercise-sessions/query/${id}`, { sql });
    if (!answer) return null;
    if (answer.status !== 200) {
      this.giveUpOn(answer);
      return null;
    }
    const last = queryResponseSchema.parse(JSON.parse(answer.body)).results.at(-1);
    if (last?.kind === "rows") return Number(last.rows[0]?.[0]);
    // After a reset whose answer was lost, or one that came late, the table is not there.
    if (last?.kind === "error" && last.sqlState === "42P01") {
      this.committed = 0;
      await this.ask("query", "POST", `/api/exercise-sessions/query/${id}`, { sql: "CREATE TABLE soak (id int)" });
    }
    return null;
  }

  private giveUpOn({ body, status }: Answer): void {
    if (status !== 409 && status !== 404) return;
    const parsed = errorAnswerSchema.safeParse(JSON.parse(body));
    if (parsed.success && parsed.data.error.code === "session_failed")
      this.options.ledger.fault("(a session said it is lost)");
    this.sessionId = null;
  }

  private async ask(action: string, method: "POST" | "DELETE", path: string, body?: unknown): Promise<Answer | null> {
    const { client, ledger } = this.options;
    try {
      const answer = await client.call({ method, path, body });
      ledger.answered(action, answer.status, answer.body);
      return answer;
    } catch {
      ledger.unanswered(action);
      return null;
    }
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.options.signal }).catch(() => undefined);
  }
}
