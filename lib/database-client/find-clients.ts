import "server-only";
import type pg from "pg";
import { consoleApplication } from "./activity";

/** A connection to a container's PostgreSQL that is not an administrator's. */
export interface FoundClient {
  pid: number;
  /** With the pid it names one backend: pids are given again. */
  startedAt: string;
  /** It calls itself a console of Carrel's, which any client can do. */
  saysConsole: boolean;
  isActive: boolean;
  isInTransaction: boolean;
  /** Its transaction has changed something. */
  hasWritten: boolean;
  /** What its sorts and the like hold on disk. */
  temporaryBytes: number;
  changedAt: string;
  /** How the statement begins that it runs, or ran last. */
  query: string;
}

const shownCharacters = 200;

/** Everybody but Carrel's administrators who is connected. */
export async function findClients(admin: pg.Client): Promise<FoundClient[]> {
  const { rows } = await admin.query<FoundClient>(
    `SELECT pid, backend_start::text AS "startedAt", application_name = $1 AS "saysConsole",
            coalesce(state IN ('active', 'fastpath function call'), false) AS "isActive",
            coalesce(state LIKE 'idle in transaction%', false) AS "isInTransaction",
            backend_xid IS NOT NULL AS "hasWritten",
            (SELECT coalesce(sum(size), 0) FROM pg_ls_tmpdir() WHERE name LIKE 'pgsql!_tmp' || pid || '.%' ESCAPE '!')::float8
              AS "temporaryBytes",
            coalesce(state_change::text, '') AS "changedAt", left(coalesce(query, ''), $2) AS query
     FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND usename IS DISTINCT FROM current_user`,
    [consoleApplication, shownCharacters],
  );
  return rows;
}

/** Tells these backends to stop, where they are still the ones that were meant. */
export async function tellClients(
  admin: pg.Client,
  { how, clients }: { how: "cancel" | "terminate"; clients: FoundClient[] },
): Promise<void> {
  await admin.query(
    `SELECT pg_${how}_backend(a.pid) FROM pg_stat_activity AS a
     JOIN unnest($1::int[], $2::text[]) AS meant (pid, started) ON a.pid = meant.pid AND a.backend_start::text = meant.started`,
    [clients.map(({ pid }) => pid), clients.map(({ startedAt }) => startedAt)],
  );
}
