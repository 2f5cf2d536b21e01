import "server-only";
import type pg from "pg";
import { endClient } from "./connect-client";

/** Where a row stands: "(0,42)". */
export interface RowPlace {
  relationOid: number;
  row: string;
}

interface KeyColumn {
  table: string;
  name: string;
  isNumber: boolean;
}

/** What is longer tells a person less than the place does. */
const mostCharacters = 60;

/** Both names are quoted where they have to be. */
const keySql = `
  SELECT i.indrelid::regclass::text AS table, quote_ident(a.attname) AS name, t.typcategory = 'N' AS "isNumber"
  FROM pg_index i
  JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, place) ON k.place <= i.indnkeyatts
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
  JOIN pg_type t ON t.oid = a.atttypid
  WHERE i.indrelid = $1 AND i.indisprimary AND i.indisvalid
  ORDER BY k.place`;

/**
 * A row by its primary key, "id = 42": what stands behind WHERE to find it. It is asked as the student, because to plan even
 * this question PostgreSQL runs functions that stand in a table's indexes. Null where the table has no such key, the row
 * is not to be seen any more, the student may not read it or is not let in, the table is locked, or it would be long.
 */
export async function readRowKey(
  { relationOid, row }: RowPlace,
  connect: () => Promise<pg.Client>,
): Promise<string | null> {
  const client = await connect().catch(() => null);
  if (!client) return null;
  try {
    const { rows: columns } = await client.query<KeyColumn>(keySql, [relationOid]);
    return columns.length === 0 ? null : await readValues(client, columns, row);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Whatever PostgreSQL, or the connection, says against it: the row has its place all the same.
    return null;
  } finally {
    void endClient(client);
  }
}

/** format() asks the type itself how a value is written, and no cast that a student made. */
async function readValues(client: pg.Client, columns: KeyColumn[], row: string): Promise<string | null> {
  const [first] = columns;
  if (first === undefined) return null;
  const values = columns.map(
    ({ name, isNumber }) => `left(format('${isNumber ? "%s" : "%L"}', ${name}), ${mostCharacters + 1})`,
  );
  const { rows } = await client.query<(string | null)[]>({
    text: `SELECT ${values.join(", ")} FROM ONLY ${first.table} WHERE ctid = $1::tid`,
    values: [row],
    rowMode: "array",
  });
  const found = rows[0];
  if (found === undefined) return null;
  const key = columns.map(({ name }, index) => `${name} = ${found[index]}`).join(" AND ");
  return key.length > mostCharacters ? null : key;
}
