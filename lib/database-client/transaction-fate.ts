import "server-only";
import type pg from "pg";

/** What became of a transaction whose connection is over. */
export type TransactionFate = "committed" | "rolledBack" | "unknown";

/**
 * PostgreSQL shows the lower half of a transaction's id, and keeps what became of it by the whole: the one of that lower half
 * which is nearest to the newest.
 */
const idSql = `
  SELECT (newest + ((shown - newest + 2147483648) & 4294967295) - 2147483648)::text AS id
  FROM (SELECT backend_xid::text::bigint AS shown, pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS newest
        FROM pg_stat_activity WHERE pid = $1) AS backend`;

/** A backend whose client is gone ends what it does within its client_connection_check_interval. */
const settlesWithinMs = 5_000;
const askAgainMs = 50;

/** The id of the transaction that a backend has open; null where it has changed nothing yet. Throws as pg does. */
export async function findTransactionId(admin: pg.Client, pid: number): Promise<string | null> {
  const { rows } = await admin.query<{ id: string | null }>(idSql, [pid]);
  if (!rows[0]) throw new Error(`backend ${pid} is gone`);
  return rows[0].id;
}

/** What became of a transaction; waits for one that is about to end. Throws as pg does. */
export async function readTransactionFate(admin: pg.Client, id: string): Promise<TransactionFate> {
  const deadline = performance.now() + settlesWithinMs;
  for (;;) {
    const { rows } = await admin.query<{ status: string | null }>("SELECT pg_xact_status($1::xid8) AS status", [id]);
    const status = rows[0]?.status;
    if (status === "committed") return "committed";
    if (status === "aborted") return "rolledBack";
    if (status !== "in progress" || performance.now() > deadline) return "unknown";
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}
