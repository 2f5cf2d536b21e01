import "server-only";
import pg from "pg";
import type { Database } from "@/lib/db/database";

/** The advisory lock that the one active keeper holds, as long as its connection lives. */
const lockClass = 0x43_61_72;
const lockObject = 1;

/**
 * Waits until this process is the one keeper. `onLost` is called when the lock goes away with its connection, after which
 * another keeper may be at work.
 * @returns a function that lets go
 */
export async function takeKeeperLock(options: {
  url: string;
  onLost: (error: Error) => void;
}): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: options.url, application_name: "carrel-keeper", keepAlive: true });
  let released = false;
  client.on("error", (error) => {
    if (!released) options.onLost(error);
  });
  await client.connect();
  await client.query("SELECT pg_advisory_lock($1, $2)", [lockClass, lockObject]);
  return async () => {
    released = true;
    await client.end();
  };
}

/** Whether a keeper is at work now. */
export async function isKeeperActive(database: Database): Promise<boolean> {
  const rows = await database.$queryRaw<{ active: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()
        AND l.classid = ${lockClass} AND l.objid = ${lockObject} AND l.objsubid = 2
    ) AS active`;
  return rows[0]?.active ?? false;
}
