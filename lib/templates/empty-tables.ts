import "server-only";
import type pg from "pg";

const ownTables = `
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = ANY ($1) AND NOT c.relispartition
    AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    -- What an extension brought along is its own.
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

/** Takes all rows out of all tables, without a trigger noticing; what counts begins anew. For a superuser. */
export async function emptyTables(client: pg.Client): Promise<void> {
  const names = await listRelations(client, ["r", "p"]);
  if (names.length === 0) return;
  await client.query("SET session_replication_role = replica");
  await client.query(`TRUNCATE ${names.join(", ")} RESTART IDENTITY CASCADE`);
  await client.query("RESET session_replication_role");
}

/** Materialized views show the rows that there were when they were made. */
export async function refreshViews(client: pg.Client): Promise<void> {
  for (const name of await listRelations(client, ["m"])) await client.query(`REFRESH MATERIALIZED VIEW ${name}`);
}

async function listRelations(client: pg.Client, kinds: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(ownTables, [kinds]);
  return rows.map(({ name }) => name);
}
