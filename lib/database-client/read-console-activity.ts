import "server-only";
import type pg from "pg";
import type { Blocker, ConsoleActivity, LockWait } from "@/lib/schemas/console-activity";
import type { ConsoleName } from "@/lib/schemas/query";
import { readRowKey } from "./read-row-key";
import type { WaitedRow, WaitedRows } from "./waited-rows";

/** Which of PostgreSQL's processes serves which console. */
export type ConsoleBackends = Map<number, ConsoleName>;

const shownCharacters = 300;
const shownLocks = 12;

/** What PostgreSQL knows of a console; that a run is under way, the console itself does. */
export type BackendActivity = Omit<ConsoleActivity, "isRunning">;

interface ActivityRow extends Pick<ConsoleActivity, "pid" | "transactionMs" | "locks"> {
  state: string;
  statement: string;
  statementMs: number | null;
  wait: SeenWait | null;
}

interface SeenWait extends Omit<LockWait, "blockers" | "rowKey">, Pick<WaitedRow, "since"> {
  blockers: number[];
  relationOid: number | null;
}

interface ReadActivityOptions {
  backends: ConsoleBackends;
  waitedRows: WaitedRows;
  connectReader: () => Promise<pg.Client>;
}

/**
 * One look at the locks for all of it, or a lock that changes hands meanwhile would be seen twice. A row's lock stands
 * in the row, not in pg_locks: whoever waits for one waits for the transaction that has it, and holds the row's "tuple"
 * lock, which says where it is. Every name here is pg_catalog's, whatever the student made.
 */
const activitySql = `
  WITH locks AS MATERIALIZED (
    SELECT l.*, c.relkind, n.nspname,
      CASE WHEN n.nspname = 'public' THEN '' WHEN n.nspname ~ '^pg_temp_' THEN 'pg_temp.' ELSE n.nspname || '.' END || c.relname AS name
    FROM pg_locks l LEFT JOIN pg_class c ON c.oid = l.relation LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE l.pid = ANY ($1)
  )
  SELECT a.pid, coalesce(a.state, '') AS state, left(coalesce(a.query, ''), ${shownCharacters}) AS statement,
    (1000 * extract(epoch FROM clock_timestamp() - a.query_start))::float8 AS "statementMs",
    (1000 * extract(epoch FROM clock_timestamp() - a.xact_start))::float8 AS "transactionMs",
    coalesce((
      SELECT json_agg(json_build_object('relation', held.name, 'mode', held.mode)) FROM (
        SELECT DISTINCT name, mode FROM locks
        WHERE pid = a.pid AND locktype = 'relation' AND granted AND relkind IN ('r', 'p', 'm', 'f')
          AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        ORDER BY name, mode LIMIT ${shownLocks}) held
    ), '[]') AS locks,
    (SELECT json_build_object(
        'blockers', pg_blocking_pids(a.pid),
        'waitedMs', (1000 * extract(epoch FROM clock_timestamp() - coalesce(l.waitstart, clock_timestamp())))::float8,
        'since', l.waitstart, 'lockType', l.locktype, 'mode', l.mode, 'relation', coalesce(l.name, t.name),
        'relationOid', coalesce(l.relation, t.relation)::bigint,
        'row', '(' || coalesce(l.page, t.page) || ',' || coalesce(l.tuple, t.tuple) || ')',
        'key', CASE WHEN l.locktype = 'advisory' AND l.objsubid = 1 THEN ((l.classid::bigint << 32) | l.objid::bigint)::text
                    WHEN l.locktype = 'advisory' THEN l.classid || ', ' || l.objid END)
      FROM locks l
      LEFT JOIN LATERAL (
        SELECT name, relation, page, tuple FROM locks WHERE pid = a.pid AND locktype = 'tuple' AND granted LIMIT 1
      ) t ON l.locktype = 'transactionid'
      WHERE l.pid = a.pid AND NOT l.granted LIMIT 1) AS wait
  FROM pg_stat_activity a WHERE a.pid = ANY ($1) AND a.backend_type = 'client backend'`;

/**
 * What these consoles do, and who of them waits for whom, over an administrator's connection whose search_path is
 * pg_catalog alone. Nobody else is named. The row that somebody waits for is named by its key, as far as a connection of
 * the student's own gets to know it, which is asked once in a wait. Throws as pg does.
 */
export async function readConsoleActivity(
  admin: pg.Client,
  { backends, waitedRows, connectReader }: ReadActivityOptions,
): Promise<BackendActivity[]> {
  const { rows } = await admin.query<ActivityRow>(activitySql, [[...backends.keys()]]);
  const rowKeys = await waitedRows.name(rows.flatMap(waitedRowOf), (place) => readRowKey(place, connectReader));
  const activities: BackendActivity[] = [];
  for (const row of rows) {
    const console = backends.get(row.pid);
    if (console === undefined) continue;
    activities.push(toActivity(row, { console, backends, rowKey: rowKeys.get(row.pid) ?? null }));
  }
  return activities;
}

/** Whether a backend waits for a lock now. Throws as pg does. */
export async function waitsForLock(admin: pg.Client, pid: number): Promise<boolean> {
  const { rows } = await admin.query<{ waits: boolean }>(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = $1 AND NOT granted) AS waits",
    [pid],
  );
  return rows[0]?.waits ?? false;
}

function waitedRowOf({ pid, wait }: ActivityRow): WaitedRow[] {
  if (wait === null || wait.row === null || wait.relationOid === null) return [];
  return [{ pid, since: wait.since, relationOid: wait.relationOid, row: wait.row }];
}

interface ActivityContext {
  console: ConsoleName;
  backends: ConsoleBackends;
  rowKey: string | null;
}

function toActivity(row: ActivityRow, { console, backends, rowKey }: ActivityContext): BackendActivity {
  const { pid, transactionMs, locks } = row;
  const state = toState(row.state);
  const isActive = state === "active";
  return {
    ...{ console, pid, state, transactionMs, locks },
    // Afterwards these are the last one's, which may be a question of Carrel's own.
    ...{ statement: isActive ? row.statement : null, statementMs: isActive ? row.statementMs : null },
    wait: toWait(row.wait, backends, rowKey),
  };
}

function toWait(wait: SeenWait | null, backends: ConsoleBackends, rowKey: string | null): LockWait | null {
  const pids = wait?.blockers ?? [];
  // Where there are none, it got what it waited for between the two looks.
  if (wait === null || pids.length === 0) return null;
  const blockers = [...new Set(pids.map((pid): Blocker => backends.get(pid) ?? "other"))];
  const { waitedMs, lockType, mode, relation, row, key } = wait;
  return { blockers, waitedMs, lockType, mode, relation, row, rowKey, key };
}

/** pg_stat_activity's words. */
function toState(state: string): ConsoleActivity["state"] {
  switch (state) {
    case "active":
    case "fastpath function call":
      return "active";
    case "idle in transaction":
      return "open";
    case "idle in transaction (aborted)":
      return "failed";
    default:
      return "idle";
  }
}
