import "server-only";
import type pg from "pg";
import { endClient } from "@/lib/database-client/connect-client";

/** A grader's one administrator's connection, shared by all answers: one question after another. */
export class AdminConnection {
  private queue: Promise<unknown> = Promise.resolve();
  private isLost = false;

  constructor(private readonly client: pg.Client) {
    client.on("end", () => {
      this.isLost = true;
    });
  }

  /** False when PostgreSQL went away. */
  get usable(): boolean {
    return !this.isLost;
  }

  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<pg.QueryResult<Row>> {
    const answer = this.queue.then(() => this.client.query<Row>(sql, values));
    // The next question is asked however this one was answered.
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  close(): Promise<void> {
    return endClient(this.client);
  }
}
