import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";
import type { Report } from "./parent-process";
import { Problem } from "./problem.mjs";

interface ApplyOptions {
  client: pg.Client;
  directory: string;
  report: Report;
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The key that Prisma's own `migrate` locks, so that the two never run at once. */
const prismaAdvisoryLock = 72_707_369;

/** Prisma's own table, as its `migrate` would make it: whoever has Prisma's engine can go on with that. */
const migrationsTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/**
 * Applies what is missing, in the order of the names, each in one transaction.
 * @returns how many were applied
 * @throws Problem where an applied migration was edited, or PostgreSQL refuses one
 */
export async function applyMigrations({ client, directory, report }: ApplyOptions): Promise<number> {
  const migrations = await readMigrations(directory);
  // The lock goes with the connection.
  await client.query("SELECT pg_advisory_lock($1)", [prismaAdvisoryLock]);
  await client.query("SET client_min_messages = warning");
  await client.query(migrationsTable);
  const applied = await appliedChecksums(client);
  const missing = migrations.filter((migration) => !isApplied(migration, applied));
  for (const migration of missing) {
    report(migration.name);
    await apply(client, migration);
  }
  return missing.length;
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(`${directory}/${name}/migration.sql`, "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function isApplied({ name, checksum }: Migration, applied: Map<string, string>): boolean {
  const known = applied.get(name);
  if (known && known !== checksum) {
    throw new Problem(
      `The migration ${name} was edited after it had been applied: put its file back and write the change as a new one.`,
    );
  }
  return known !== undefined;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    // Ending the connection, which the caller does, rolls back what was begun.
    throw new Problem(`The migration ${name} failed, nothing of it was kept: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
