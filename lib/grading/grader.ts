import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { type Credentials, studentRole } from "@/lib/database-client/connect-client";
import { AppError } from "@/lib/errors/app-error";
import type { GradeDatabase } from "./grade-database";
import { GradeDatabases, type GradeDatabasesOptions } from "./grade-databases";
import { readerRole } from "./prepare-grader";

export interface GraderOptions extends GradeDatabasesOptions {
  address: { host: string; port: number };
  adminCredentials: { user: string; password: string };
  readerPassword: string;
  /** As students of this database have it. */
  searchPath: string;
}

/** What came of a run, and whether its database is as it was before. */
export interface Lent<T> {
  value: T;
  isUntouched: boolean;
}

/**
 * One PostgreSQL that answers are checked in. It lends each run a database of its own, made from the one that holds the set,
 * ahead of need where it can. It is dropped however the run ended, and lent again only where nothing can be left of the run.
 */
export class Grader {
  private readonly databases: GradeDatabases;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(readonly options: GraderOptions) {
    this.databases = new GradeDatabases(options);
  }

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

  /**
   * Lends a database that is as no answer has touched it, with a login that nobody else has meanwhile.
   * @throws what `use` throws, or AppError grading_unavailable
   */
  async withDatabase<T>(set: number, use: (database: GradeDatabase) => Promise<Lent<T>>): Promise<T> {
    return this.options.isForRoles ? this.inTurn(() => this.alone(() => this.lend(set, use))) : this.lend(set, use);
  }

  /** Drops what dead processes left, and makes a database ahead for every set. */
  async prepare(): Promise<void> {
    await this.databases.sweep();
    if (!this.options.isForRoles) this.databases.prepare();
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
    await this.databases.close();
    await this.options.admin.close();
  }

  private async lend<T>(set: number, use: (database: GradeDatabase) => Promise<Lent<T>>): Promise<T> {
    const { isForRoles } = this.options;
    const database = await this.databases.take(set).catch((error: unknown) => {
      throw graderLost(error);
    });
    let isUntouched = false;
    try {
      const lent = await use(database);
      isUntouched = lent.isUntouched;
      return lent.value;
    } finally {
      if (isForRoles) await this.clear(database);
      else this.databases.takeBack(database, isUntouched);
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

  /** Roles outlive their database, so that the next answer waits until they are gone. */
  private async clear({ name }: GradeDatabase): Promise<void> {
    if (!this.usable) return;
    await this.databases.drop(name);
    const { rows } = await this.options.admin.query<{ role: string }>(
      `SELECT quote_ident(rolname) AS role FROM pg_roles r WHERE oid >= 16384 AND NOT EXISTS (
         SELECT FROM carrel_roles k WHERE k.name = r.rolname)`,
    );
    for (const { role } of rows) await this.options.admin.query(`DROP ROLE ${role}`);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

/** The network may swallow a container's last words; a PostgreSQL that is there answers in a moment. */
const answerPatienceMs = 5_000;

export function graderLost(cause: unknown): AppError {
  return new AppError("grading_unavailable", {
    publicMessage: "Your answer could not be checked right now. Nothing is lost; hand it in again in a moment.",
    cause,
  });
}
