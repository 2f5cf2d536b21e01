import "server-only";
import pg from "pg";

interface AdvisoryLockOptions {
  url: string;
  /** What is locked, such as "template:3f2a". All processes that name it wait for each other. */
  name: string;
}

/**
 * Runs `work` while holding a lock of Carrel's database. The lock belongs to a connection of its own, so a process that
 * dies lets go of it at once.
 */
export async function withAdvisoryLock<T>(options: AdvisoryLockOptions, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: options.url, application_name: "carrel-lock" });
  // A lost connection loses the lock; the work under it is repeatable, so it may go on.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [options.name]);
    return await work();
  } finally {
    await client.end();
  }
}
