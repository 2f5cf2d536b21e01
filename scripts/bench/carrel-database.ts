import pg from "pg";
import { newId } from "@/lib/db/new-id";
import { Problem } from "../prepare/problem.mjs";
import { until } from "./until";

/** How often in a row the pool must look full, because a keeper that has just begun a round has not asked yet. */
const looksInARow = 4;

/** Carrel's own database as the bench sees it: beside what is timed, never in it. */
export class CarrelDatabase {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<CarrelDatabase> {
    const client = new pg.Client({ connectionString: url });
    // Without a listener, a connection that breaks while nothing runs would end the process without a word.
    client.on("error", (error) => console.error(error.message));
    await client.connect();
    return new CarrelDatabase(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** The exercises of one database, and its template's key. */
  async readExercises(): Promise<{ ids: [string, ...string[]]; templateKey: string }> {
    const { rows } = await this.client.query<{ id: string; templateKey: string }>(
      `SELECT e.id, d.template_key AS "templateKey" FROM exercises e JOIN exercise_databases d ON d.id = e.database_id
       WHERE e.published AND d.build_state = 'ready' AND e.kind = 'query' ORDER BY d.slug, e.position`,
    );
    const [first, ...others] = rows;
    if (!first) throw new Problem("no exercise is published whose database is ready");
    const alike = others.filter(({ templateKey }) => templateKey === first.templateKey);
    return { ids: [first.id, ...alike.map(({ id }) => id)], templateKey: first.templateKey };
  }

  /** Gives an exercise's database so many hidden sets, each with the visible rows, and waits until the keeper has built them. */
  async setHiddenData(options: { exerciseId: string; sets: number; timeoutMs: number }): Promise<void> {
    const { exerciseId, sets, timeoutMs } = options;
    await this.client.query(
      `UPDATE exercise_databases d SET build_state = 'building', hidden_datasets = (
         SELECT coalesce(jsonb_agg(jsonb_build_object('name', 'set ' || n, 'seedSql', d.seed_sql)), '[]') FROM generate_series(1, $2::int) n)
       FROM exercises e WHERE e.database_id = d.id AND e.id = $1`,
      [exerciseId, sets],
    );
    const isReady = async () => {
      const { rows } = await this.client.query<{ ready: boolean }>(
        `SELECT build_state = 'ready' AS ready FROM exercise_databases d JOIN exercises e ON e.database_id = d.id WHERE e.id = $1`,
        [exerciseId],
      );
      return rows[0]?.ready ?? false;
    };
    await until(isReady, { what: "hidden data", timeoutMs, intervalMs: 200 });
  }

  /** Makes students who sign in with another account's password, and are in its courses. @returns their email addresses */
  async addStudents(count: number, likeEmail: string): Promise<string[]> {
    const emails = Array.from({ length: count }, (_, index) => `bench-${index}@bench.invalid`);
    const ids = emails.map(() => newId());
    await this.client.query(
      `INSERT INTO users (id, email, name, role, password_hash)
       SELECT wanted.id, wanted.email, wanted.email, 'student', demo.password_hash
       FROM unnest($1::text[], $2::text[]) AS wanted(id, email), users demo WHERE demo.email = $3
       ON CONFLICT (email) DO NOTHING`,
      [ids, emails, likeEmail],
    );
    await this.client.query(
      `INSERT INTO course_members (course_id, user_id, role)
       SELECT m.course_id, u.id, m.role
       FROM users demo JOIN course_members m ON m.user_id = demo.id, users u
       WHERE demo.email = $2 AND u.email = ANY($1)
       ON CONFLICT DO NOTHING`,
      [emails, likeEmail],
    );
    return emails;
  }

  /** Waits until so many containers wait in the pool and no more are being added, so that the machine is quiet. */
  async untilPoolIsFull(options: {
    count: number;
    timeoutMs: number;
    onCount?: (ready: number) => void;
  }): Promise<void> {
    let looks = 0;
    const isFull = async () => {
      const { rows } = await this.client.query<{ ready: number; starting: number }>(
        `SELECT count(*) FILTER (WHERE state = 'ready')::int AS ready,
           count(*) FILTER (WHERE state = 'starting')::int AS starting FROM pool_containers`,
      );
      const [{ ready, starting } = { ready: 0, starting: 0 }] = rows;
      options.onCount?.(ready);
      looks = ready >= options.count && starting === 0 ? looks + 1 : 0;
      return looks >= looksInARow;
    };
    await until(isFull, { what: "a full pool", timeoutMs: options.timeoutMs, intervalMs: 200 });
  }

  /** Where the session's PostgreSQL is, for a connection beside Carrel. */
  async readAccess(sessionId: string): Promise<{ port: number; password: string; containerName: string }> {
    const { rows } = await this.client.query<{ port: number; password: string; containerName: string }>(
      `SELECT port, student_password AS password, container_name AS "containerName"
       FROM exercise_sessions WHERE id = $1 AND state = 'ready'`,
      [sessionId],
    );
    const [access] = rows;
    if (!access) throw new Problem(`session ${sessionId} is not ready`);
    return access;
  }

  async readState(sessionId: string): Promise<string | null> {
    const { rows } = await this.client.query<{ state: string }>("SELECT state FROM exercise_sessions WHERE id = $1", [
      sessionId,
    ]);
    return rows[0]?.state ?? null;
  }

  /** One round trip that reads. */
  async read(): Promise<void> {
    await this.client.query("SELECT 1");
  }

  /** One transaction that writes a row, and waits for the disk as every change of a session's state does. */
  async write(): Promise<void> {
    await this.client.query("UPDATE users SET name = name WHERE email = 'student@carrel.demo'");
  }
}
