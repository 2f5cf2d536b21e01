import "server-only";
import type pg from "pg";
import { endClient } from "./connect-client";
import { type AdminAccess, connectAdmin, withAdmin } from "./container-access";
import type { DiskUse } from "./disk-quota";

/** One connection that says what the cluster holds, as often as it is asked. Throws as pg does. */
export interface OpenGauge {
  measure: () => Promise<DiskUse>;
  close: () => void;
}

/** Measures a container's disk from inside its PostgreSQL, which knows its files: no need to walk a directory. */
export interface DiskGauge {
  open: () => Promise<OpenGauge>;
  /** Gives back what a stopped statement left, and measures. */
  reclaim: () => Promise<DiskUse>;
}

const applicationName = "carrel-disk";

/** A table that grew to the quota is swept in a second or two. */
const reclaimTimeoutMs = 15_000;

const measureSql = `
  SELECT (SELECT sum(pg_database_size(oid)) FROM pg_database)
         + (SELECT coalesce(sum(size), 0) FROM pg_ls_tmpdir()) AS data,
         (SELECT coalesce(sum(size), 0) FROM pg_ls_waldir()) AS wal`;

export function diskGauge(access: AdminAccess): DiskGauge {
  return {
    open: async () => {
      const admin = await connectAdmin(access, { applicationName });
      return { measure: () => measureDisk(admin), close: () => void endClient(admin) };
    },
    reclaim: () =>
      withAdmin(access, { applicationName, queryTimeoutMs: reclaimTimeoutMs }, async (admin) => {
        // PostgreSQL leaves the pages of a rolled-back INSERT in the file: vacuuming cuts them off its end. What another
        // transaction has locked is left alone.
        await admin.query("VACUUM (SKIP_LOCKED)");
        await admin.query("CHECKPOINT");
        return measureDisk(admin);
      }),
  };
}

/** Asks over a connection that is open already. Throws as pg does. */
export async function measureDisk(admin: pg.Client): Promise<DiskUse> {
  const { rows } = await admin.query<{ data: string; wal: string }>(measureSql);
  return { dataBytes: Number(rows[0]?.data), walBytes: Number(rows[0]?.wal) };
}
