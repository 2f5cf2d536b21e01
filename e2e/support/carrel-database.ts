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

  /** As if somebody were at work on waking it, as long as `work` takes: nobody else wakes it while the lease is held. */
  async whileWaking(sessionId: string, work: () => Promise<void>): Promise<void> {
    const renewed = "lease_holder = 'story', lease_until = now() + interval '10 s' WHERE id = $1";
    const asleep = "state = 'hibernated', stage = NULL, lease_holder = NULL, lease_until = NULL WHERE id = $1";
    const set = (what: string) => this.query(`UPDATE exercise_sessions SET ${what}`, [sessionId]);
    await set(`state = 'starting', stage = 'postgres', ${renewed}`);
    const renewal = setInterval(() => void set(renewed), 2_000);
    try {
      await work();
    } finally {
      clearInterval(renewal);
      await set(asleep);
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
