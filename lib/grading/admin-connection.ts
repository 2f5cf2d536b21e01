import "server-only";
import type pg from "pg";
import { endClient } from "@/lib/database-client/connect-client";

/** A grader's one administrator's connection, shared by all answers: one question after another. */
export class AdminConnection {
  private queue: Promise<unknown> = Promise.resolve();
  private isLost = false;

  constructor(private readonly client: pg.Client) {
    const isOver = () => {
      this.isLost = true;
    };
    // A broken connection takes no more questions from its error on; that it has ended is told only later.
    client.on("error", isOver).on("end", isOver);
  }

  /** False when PostgreSQL went away. */
  get usable(): boolean {
    return !this.isLost;
  }

  /** What does not answer is as good as gone. */
  giveUp(): void {
    this.isLost = true;
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
