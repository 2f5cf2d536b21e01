import "server-only";
import pg from "pg";
import { vi } from "vitest";

/**
 * Lets the clock of an installation jump: what its database and this process take for the time. PostgreSQL finds these
 * functions before its own. Called before anything connects, because a connection keeps the path that it began with.
 */
export async function openMovableClock(databaseUrl: string) {
  const run = (sql: string) => onDatabase(databaseUrl, (client) => client.query(sql));
  await run(`
    CREATE SCHEMA clock;
    CREATE TABLE clock.jump (by interval NOT NULL);
    INSERT INTO clock.jump VALUES ('0');
    CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE AS
      'SELECT pg_catalog.now() + (SELECT by FROM clock.jump)';
    CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
      'SELECT pg_catalog.clock_timestamp() + (SELECT by FROM clock.jump)';
    DO $$ BEGIN
      EXECUTE format('ALTER DATABASE %I SET search_path = clock, pg_catalog, public', current_database());
    END $$`);
  // A column's default was bound to PostgreSQL's own function when it was made.
  await run(`
    DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_default IN ('now()', 'CURRENT_TIMESTAMP') LOOP
        EXECUTE format('ALTER TABLE public.%I ALTER COLUMN %I SET DEFAULT now()', one.table_name, one.column_name);
      END LOOP;
    END $$`);
  vi.useFakeTimers({ toFake: ["Date"], shouldAdvanceTime: true });
  return {
    jump: async (byMs: number) => {
      await run(`UPDATE clock.jump SET by = by + ${byMs} * interval '1 millisecond'`);
      vi.setSystemTime(Date.now() + byMs);
    },
    close: () => vi.useRealTimers(),
  };
}

async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
