import { expect } from "@playwright/test";
import pg from "pg";

/**
 * Carrel's own database, for stories in which days pass: their rows are aged, and the keeper does the rest.
 */
export class CarrelDatabase {
  private readonly pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });

  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.pool.query(sql, values)).rows;
  }

  /** As if nobody had used the session for an hour. */
  async age(sessionId: string): Promise<void> {
    await this.query("UPDATE exercise_sessions SET last_active_at = now() - interval '1 hour' WHERE id = $1", [
      sessionId,
    ]);
  }

  async stateOf(sessionId: string): Promise<unknown> {
    return (await this.query("SELECT state::text FROM exercise_sessions WHERE id = $1", [sessionId]))[0]?.state;
  }

  /** Ages the session until the keeper has put it to sleep: an open page marks it as used meanwhile. */
  async putToSleep(sessionId: string): Promise<void> {
    const aged = async () => {
      if ((await this.stateOf(sessionId)) === "ready") await this.age(sessionId);
      return this.stateOf(sessionId);
    };
    await expect.poll(aged, { timeout: 40_000 }).toBe("hibernated");
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
