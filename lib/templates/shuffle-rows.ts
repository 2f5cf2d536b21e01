import "server-only";
import type pg from "pg";

/**
 * Loads every table's rows again in another order, the same each time: what an answer gives must not depend on the order in
 * which rows lie. For a superuser, in a database that no answer has touched.
 */
export async function shuffleRows(client: pg.Client): Promise<void> {
  const { rows: tables } = await client.query<{ name: string; columns: string | null }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
      (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r'
      AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`);
  const filled = tables.filter(({ columns }) => columns !== null);
  if (filled.length === 0) return;
  await client.query("BEGIN; SET LOCAL session_replication_role = replica");
  for (const [index, { name, columns }] of filled.entries())
    await client.query(
      `CREATE TEMP TABLE shuffled_${index} ON COMMIT DROP AS SELECT ${columns} FROM ONLY ${name} ORDER BY md5(ctid::text)`,
    );
  // Whatever else this reaches is made of tables that stand here too.
  await client.query(`TRUNCATE ${filled.map(({ name }) => `ONLY ${name}`).join(", ")} CASCADE`);
  for (const [index, { name, columns }] of filled.entries())
    await client.query(
      `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM shuffled_${index}`,
    );
  await client.query("COMMIT");
}
