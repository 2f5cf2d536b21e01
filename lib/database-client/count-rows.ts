import "server-only";
import pg from "pg";
import { endClient } from "./connect-client";
import type { RelationRow } from "./schema-queries";

/** Tables are counted from the smallest on, until so much would be read. */
const countedBytes = 128 * 1024 * 1024;
export const countTimeoutMs = 1_000;
/** A table that somebody has locked is not waited for. */
export const lockTimeoutMs = 100;

/**
 * Counts rows by count(*); estimates are wrong after every change. It is done as the student, because to plan even this
 * question PostgreSQL runs functions that stand in a table's indexes. A table without a number was locked, would have taken
 * long, or the student was not let in.
 */
export async function countRows(
  relations: RelationRow[],
  connect: () => Promise<pg.Client>,
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const countable = relations.filter((one) => one.bytes !== null).toSorted((a, b) => Number(a.bytes) - Number(b.bytes));
  const client = countable.length > 0 ? await connect().catch(() => null) : null;
  if (!client) return counts;
  const deadline = performance.now() + countTimeoutMs;
  let bytes = 0;
  try {
    for (const relation of countable) {
      bytes += Number(relation.bytes);
      if (bytes > countedBytes || performance.now() > deadline) break;
      const count = await countOne(client, relation);
      if (count === "over") break;
      if (count !== null) counts.set(relation.oid, count);
    }
  } finally {
    void endClient(client);
  }
  return counts;
}

/** @returns null for a table that has no number, "over" where no further question is answered */
async function countOne(client: pg.Client, { schema, name }: RelationRow): Promise<number | null | "over"> {
  const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
  try {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ONLY ${table}`);
    return Number(rows[0]?.count);
  } catch (error) {
    // Locked, dropped meanwhile, damaged, or not the student's: then it has no number. A connection that broke has no more.
    return error instanceof pg.DatabaseError ? null : "over";
  }
}
