import "server-only";

/** What a cluster holds on disk. Temporary files of sorts and the like count as data; the log of changes does not. */
export interface DiskUse {
  dataBytes: number;
  walBytes: number;
}

export interface QuotaJudgement {
  use: DiskUse;
  diskBytes: number;
  /** What the data was when the statement was first measured. */
  startBytes: number;
  /** How far data may grow while the quota is reached; null while there is room. */
  ceilingBytes: number | null;
  /** How much the statement may grow the data even beyond the ceiling. */
  toleratedBytes: number;
}

/** Catalogues, maps and small sorts need this much, so that whoever is over the quota can still look and tidy up. */
export const leewayBytes = 8 * 1024 * 1024;

/**
 * Decides whether a statement has grown a cluster over its quota. Being over it is no offence: SELECT, DELETE, DROP, TRUNCATE
 * and VACUUM must go on, and what they have in common is that the data does not grow. The log does, even by a DELETE, and
 * PostgreSQL limits it by itself; so it counts for the quota, and not as growth.
 */
export function judgeQuota(facts: QuotaJudgement): { ceilingBytes: number | null; exceeded: boolean } {
  const { use, diskBytes, startBytes, ceilingBytes, toleratedBytes } = facts;
  if (use.dataBytes + use.walBytes < diskBytes) return { ceilingBytes: null, exceeded: false };
  // The lowest that was known: a ceiling that rose with every statement would be none.
  const ceiling = Math.min(ceilingBytes ?? Number.POSITIVE_INFINITY, startBytes + leewayBytes);
  return { ceilingBytes: ceiling, exceeded: use.dataBytes > Math.max(ceiling, startBytes + toleratedBytes) };
}
