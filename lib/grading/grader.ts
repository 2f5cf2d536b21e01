import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { type Credentials, exerciseDatabase, studentRole } from "@/lib/database-client/connect-client";
import { fewestIterations, newPassword, scramVerifier } from "@/lib/database-client/scram-verifier";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import { hiddenDatabase } from "@/lib/templates/template-key";
import type { AdminConnection } from "./admin-connection";
import { type GradeDatabase, gradeDatabaseName, graderApplication, markOf } from "./grade-database";
import { readerRole } from "./prepare-grader";

export interface GraderOptions {
  name: string;
  mark: string;
  address: { host: string; port: number };
  admin: AdminConnection;
  adminCredentials: { user: string; password: string };
  readerPassword: string;
  /** As students of this database have it. */
  searchPath: string;
  /** The numbers of the sets that it has. */
  sets: number[];
  /** The student may make roles, which all databases of a cluster share: so one answer at a time, and they go with it. */
  isForRoles: boolean;
  log: Log;
}

/**
 * One PostgreSQL that answers are checked in. It makes a database for each run from the one that holds the set, ahead of need
 * where it can, and drops it however the run ended.
 */
export class Grader {
  private made = 0;
  private readonly spares = new Map<number, Promise<GradeDatabase>>();
  private readonly work = new Set<Promise<void>>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(readonly options: GraderOptions) {}

  /** False when PostgreSQL went away, and with it everything that was made here. */
  get usable(): boolean {
    return this.options.admin.usable;
  }

  /**
   * Whether PostgreSQL went away, found out by asking: of several connections that break at once, the administrator's may be
   * the last to hear of it. What is lost is not usable from then on.
   */
  async isLost(): Promise<boolean> {
    const { admin } = this.options;
    const asked = admin.query("SELECT 1").then(
      () => false,
      () => true,
    );
    const isLost = await Promise.race([asked, delay(answerPatienceMs, true, { ref: false })]);
    if (isLost) admin.giveUp();
    return isLost;
  }

  /** Lends a fresh database. It is dropped when `use` is over. @throws what `use` throws, or AppError grading_unavailable */
  async withDatabase<T>(set: number, use: (database: GradeDatabase) => Promise<T>): Promise<T> {
    return this.options.isForRoles ? this.inTurn(() => this.alone(() => this.lend(set, use))) : this.lend(set, use);
  }

  /** Makes a database ahead for every set. */
  prepare(): void {
    if (this.options.isForRoles) return;
    for (const set of this.options.sets) this.refill(set);
  }

  credentials(database: GradeDatabase, as: "answer" | "reader"): Credentials {
    const { address, readerPassword } = this.options;
    const role = as === "reader" ? { user: readerRole, password: readerPassword } : null;
    return { ...address, database: database.name, user: database.name, password: database.password, ...role };
  }

  /** For what is done to a fresh database before an answer gets in. */
  adminCredentials(database: GradeDatabase): Credentials {
    return { ...this.options.adminCredentials, ...this.options.address, database: database.name };
  }

  /** Lets the database's own login take on these roles. Those that there are not are left for the probe to miss. */
  async admitRoles(database: GradeDatabase, roles: string[]): Promise<void> {
    const { rows } = await this.options.admin.query<{ role: string }>(
      "SELECT quote_ident(rolname) AS role FROM pg_roles WHERE rolname = ANY ($1) AND NOT rolsuper AND rolname <> $2",
      [roles, studentRole],
    );
    for (const { role } of rows)
      await this.options.admin.query(`GRANT ${role} TO ${database.name} WITH INHERIT FALSE, SET TRUE`);
  }

  /** Ends what runs on a backend of this cluster. */
  async stopBackend(how: "cancel" | "terminate", pid: number): Promise<void> {
    const stop = how === "cancel" ? "pg_cancel_backend" : "pg_terminate_backend";
    await this.options.admin.query(`SELECT ${stop}($1)`, [pid]);
  }

  /** What a database holds on disk, with the temporary files of all. */
  async measure(database: GradeDatabase): Promise<number> {
    const { rows } = await this.options.admin.query<{ bytes: string }>(
      `SELECT pg_database_size($1) + (SELECT coalesce(sum(size), 0) FROM pg_ls_tmpdir()) AS bytes`,
      [database.name],
    );
    return Number(rows[0]?.bytes);
  }

  /** Whether a backend waits for another one. */
  async isBlocked(pid: number): Promise<boolean> {
    const sql = "SELECT cardinality(pg_blocking_pids($1)) > 0 AS blocked";
    const { rows } = await this.options.admin.query<{ blocked: boolean }>(sql, [pid]);
    return rows[0]?.blocked ?? false;
  }

  /** Drops what is left, and lets go of the connection. */
  async close(): Promise<void> {
    for (const spare of this.spares.values()) {
      const database = await spare.catch(() => null);
      if (database) this.discard(database);
    }
    this.spares.clear();
    while (this.work.size > 0) await Promise.all(this.work);
    await this.options.admin.close();
  }

  /** Drops what processes left that are gone: each has a connection while it lives. */
  async sweep(): Promise<void> {
    const { admin } = this.options;
    const alive = await admin.query<{ name: string }>("SELECT application_name AS name FROM pg_stat_activity");
    const names = new Set(alive.rows.map(({ name }) => name));
    const found = await admin.query<{ name: string }>(`
      SELECT datname AS name FROM pg_database WHERE datname LIKE 'grade\\_%'
      UNION SELECT rolname FROM pg_roles WHERE rolname LIKE 'grade\\_%'`);
    for (const { name } of found.rows) {
      const mark = markOf(name);
      if (mark && !names.has(graderApplication(mark))) await this.drop(name);
    }
  }

  private async lend<T>(set: number, use: (database: GradeDatabase) => Promise<T>): Promise<T> {
    const spare = this.spares.get(set);
    this.spares.delete(set);
    const database = await (spare ?? this.create(set)).catch((error: unknown) => {
      throw graderLost(error);
    });
    if (!this.options.isForRoles) this.refill(set);
    try {
      return await use(database);
    } finally {
      if (this.options.isForRoles) await this.clear(database);
      else this.discard(database);
    }
  }

  /** Other processes have answers in this cluster too. */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    const { admin } = this.options;
    await admin.query("SELECT pg_advisory_lock(2)").catch((error: unknown) => {
      throw graderLost(error);
    });
    try {
      return await work();
    } finally {
      if (this.usable) await admin.query("SELECT pg_advisory_unlock(2)");
    }
  }

  private refill(set: number): void {
    if (!this.usable || this.spares.has(set)) return;
    const spare = this.create(set);
    this.spares.set(set, spare);
    spare.catch((err: unknown) => {
      if (this.spares.get(set) === spare) this.spares.delete(set);
      this.options.log.debug({ err, container: this.options.name }, "a database for checking was not made ahead");
    });
  }

  private async create(set: number): Promise<GradeDatabase> {
    const { admin, mark, isForRoles } = this.options;
    const name = gradeDatabaseName(mark, ++this.made);
    const password = newPassword();
    const verifier = await scramVerifier(password, fewestIterations);
    const template = set === 0 ? exerciseDatabase : hiddenDatabase(set);
    // A login of its own: it can neither see nor end what others' answers do, who all act as the student inside.
    // A role's settings can be read by everybody: a place to leave messages for the next answer.
    await admin.query(`ALTER ROLE ${studentRole} RESET ALL`);
    await admin.query(`CREATE ROLE ${name} LOGIN CONNECTION LIMIT 4 PASSWORD '${verifier}' IN ROLE ${studentRole}`);
    // What it runs is told to nobody, not even as a text in pg_stat_activity.
    await admin.query(`ALTER ROLE ${name} SET track_activities = off;
      ALTER ROLE ${name} SET deadlock_timeout = '${deadlockTimeoutMs}ms'`);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    // Rights given to the student by name would be lost to everybody by one answer's DROP OWNED BY student.
    const owner = isForRoles ? studentRole : "PUBLIC";
    await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${name} TO ${name}, ${readerRole};
      GRANT CREATE, TEMPORARY ON DATABASE ${name} TO ${owner};`);
    return { name, password, set };
  }

  /** Nobody waits for it. Where it fails, the whole PostgreSQL is gone, or the next sweep finds it. */
  private discard({ name }: GradeDatabase): void {
    const { log, name: container } = this.options;
    const work: Promise<void> = this.drop(name)
      .catch((err: unknown) => log.warn({ err, container, database: name }, "a database for checking was not dropped"))
      .finally(() => this.work.delete(work));
    this.work.add(work);
  }

  /** Roles outlive their database, so that the next answer waits until they are gone. */
  private async clear({ name }: GradeDatabase): Promise<void> {
    if (!this.usable) return;
    await this.drop(name);
    const { rows } = await this.options.admin.query<{ role: string }>(
      `SELECT quote_ident(rolname) AS role FROM pg_roles r WHERE oid >= 16384 AND NOT EXISTS (
         SELECT FROM carrel_roles k WHERE k.name = r.rolname)`,
    );
    for (const { role } of rows) await this.options.admin.query(`DROP ROLE ${role}`);
  }

  private async drop(name: string): Promise<void> {
    const { admin } = this.options;
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${name}`);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

/** The network may swallow a container's last words; a PostgreSQL that is there answers in a moment. */
const answerPatienceMs = 5_000;

/** PostgreSQL looks for deadlocks so soon, because nobody else waits here. */
export const deadlockTimeoutMs = 50;

export function graderLost(cause: unknown): AppError {
  return new AppError("grading_unavailable", {
    publicMessage: "Your answer could not be checked right now. Nothing is lost; hand it in again in a moment.",
    cause,
  });
}
