import "server-only";
import type pg from "pg";

/** What Carrel's own consoles call themselves. */
export const consoleApplication = "carrel";

/**
 * Whether somebody is at work in a container: a statement runs, or a client that is not Carrel's console has a transaction
 * open or ran its last statement less than `withinMs` ago. A psql that was left open does not count for ever.
 */
export async function findActivity(admin: pg.Client, withinMs: number): Promise<boolean> {
  const { rows } = await admin.query<{ active: boolean }>(
    `SELECT EXISTS (
       SELECT FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND usename IS DISTINCT FROM current_user
         AND (state IN ('active', 'fastpath function call')
              OR application_name <> $1
                 AND (xact_start IS NOT NULL OR state_change > clock_timestamp() - $2 * interval '1 millisecond'))
     ) AS active`,
    [consoleApplication, withinMs],
  );
  return rows[0]?.active ?? false;
}
