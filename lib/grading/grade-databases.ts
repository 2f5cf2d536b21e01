import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { exerciseDatabase, studentRole } from "@/lib/database-client/connect-client";
import { fewestIterations, newPassword, scramVerifier } from "@/lib/database-client/scram-verifier";
import type { Log } from "@/lib/log/log";
import { hiddenDatabase } from "@/lib/templates/template-key";
import type { AdminConnection } from "./admin-connection";
import { type GradeDatabase, gradeDatabaseName, graderApplication, markOf } from "./grade-database";
import { readerRole } from "./prepare-grader";

export interface GradeDatabasesOptions {
  /** The container's name. */
  name: string;
  mark: string;
  admin: AdminConnection;
  /** The numbers of the sets that it has. */
  sets: number[];
  /** So many answers run side by side: as many databases of each set wait for them, at the most. */
  answersAtOnce: number;
  /** The student may make roles, which all databases of a cluster share: so one answer at a time, and nothing is made ahead. */
  isForRoles: boolean;
  log: Log;
}

/** The databases of one grader: made from those that hold the sets, ahead of need where it can be, and dropped. */
export class GradeDatabases {
  private made = 0;
  private isClosing = false;
  /** Those of a set that wait; null comes of one that was not to be had after all. */
  private readonly spares = new Map<number, Promise<GradeDatabase | null>[]>();
  private readonly work = new Set<Promise<unknown>>();

  constructor(private readonly options: GradeDatabasesOptions) {}

  /** Makes a database ahead for every set. */
  prepare(): void {
    for (const set of this.options.sets) this.addSpare(set, this.create(set));
  }

  /** One that no answer has touched. */
  async take(set: number): Promise<GradeDatabase> {
    for (let spare = this.spares.get(set)?.shift(); spare; spare = this.spares.get(set)?.shift()) {
      const database = await spare;
      if (database) return database;
    }
    return this.create(set);
  }

  /** Nobody waits for it: what is made and dropped takes its time beside the next answer, and not before this one's end. */
  takeBack(database: GradeDatabase, isUntouched: boolean): void {
    const { admin, answersAtOnce } = this.options;
    // All that was there is gone; or another connection's sweep finds it.
    if (!admin.usable) return;
    const { set } = database;
    const hasRoom = !this.isClosing && this.sparesOf(set).length < answersAtOnce;
    if (isUntouched && hasRoom) {
      this.addSpare(set, this.emptied(database));
      return;
    }
    if (hasRoom) this.addSpare(set, this.create(set));
    this.inBackground(this.dropQuietly(database));
  }

  private sparesOf(set: number): Promise<GradeDatabase | null>[] {
    const known = this.spares.get(set) ?? [];
    this.spares.set(set, known);
    return known;
  }

  private addSpare(set: number, making: Promise<GradeDatabase | null>): void {
    const spare = making.catch((err: unknown) => {
      this.options.log.debug({ err, container: this.options.name }, "a database for checking was not made ahead");
      return null;
    });
    this.sparesOf(set).push(spare);
    this.inBackground(spare);
  }

  private inBackground(work: Promise<unknown>): void {
    this.work.add(work);
    // What is kept here never fails.
    void work.then(() => this.work.delete(work));
  }

  /** The database once nobody is in it any more: with the last connection go its locks and its temporary tables. */
  private async emptied(database: GradeDatabase): Promise<GradeDatabase | null> {
    const sql = "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = $1";
    for (let look = 0; look < mostLooks; look++) {
      if (look > 0) await delay(lookAgainMs);
      const { rows } = await this.options.admin.query<{ count: number }>(sql, [database.name]);
      if (rows[0]?.count === 0) return database;
    }
    await this.dropQuietly(database);
    return null;
  }

  /** Drops what waits. */
  async close(): Promise<void> {
    this.isClosing = true;
    while (this.work.size > 0) await Promise.all(this.work);
    for (const spare of [...this.spares.values()].flat()) {
      const database = await spare;
      if (database && this.options.admin.usable) await this.dropQuietly(database);
    }
    this.spares.clear();
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

  private async create(set: number): Promise<GradeDatabase> {
    const { admin, mark, isForRoles } = this.options;
    const name = gradeDatabaseName(mark, ++this.made);
    const password = newPassword();
    const verifier = await scramVerifier(password, fewestIterations);
    const template = set === 0 ? exerciseDatabase : hiddenDatabase(set);
    // A login of its own: it can neither see nor end what others' answers do, who all act as the student inside.
    await admin.query(`CREATE ROLE ${name} LOGIN CONNECTION LIMIT 4 PASSWORD '${verifier}' IN ROLE ${studentRole}`);
    // What it runs is told to nobody, not even as a text in pg_stat_activity; nor is what it read counted for whoever comes next.
    await admin.query(`ALTER ROLE ${name} SET track_activities = off;
      ALTER ROLE ${name} SET track_counts = off`);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    // Rights given to the student by name would be lost to everybody by one answer's DROP OWNED BY student.
    const owner = isForRoles ? studentRole : "PUBLIC";
    await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${name} TO ${name}, ${readerRole};
      GRANT CREATE, TEMPORARY ON DATABASE ${name} TO ${owner};`);
    return { name, password, set };
  }

  /** Where it fails, the whole PostgreSQL is gone, or the next sweep finds it. */
  private async dropQuietly({ name }: GradeDatabase): Promise<void> {
    const { log, name: container } = this.options;
    await this.drop(name).catch((err: unknown) =>
      log.warn({ err, container, database: name }, "a database for checking was not dropped"),
    );
  }

  /** With all that an answer can have left of itself outside its database. */
  async drop(name: string): Promise<void> {
    const { admin } = this.options;
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${name}`);
    // A role's settings can be read by everybody: a place to leave messages for the next answer.
    await admin.query(`ALTER ROLE ${studentRole} RESET ALL`);
  }
}

/** A connection that was closed is gone in a moment; one that is not, after a second, holds on. */
const lookAgainMs = 20;
const mostLooks = 50;
