import "server-only";
import type pg from "pg";
import { builtinTypeName } from "./type-name";

/**
 * Types that the database made itself are named by the server, by functions that no search_path can shadow. Throws pg's
 * error where the server does not, for one because the student allows a statement a millisecond only.
 */
export async function nameTypes(client: pg.Client, fields: pg.FieldDef[]): Promise<string[]> {
  const names = fields.map((field) => builtinTypeName(field.dataTypeID, field.dataTypeModifier));
  if (!names.includes(null)) return names.map((name) => name ?? "");
  const result = await client.query<[string]>({
    text: `SELECT pg_catalog.format_type(f.type, f.modifier)
           FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.oid[]), pg_catalog.unnest($2::pg_catalog.int4[])) AS f(type, modifier)`,
    values: [fields.map((field) => field.dataTypeID), fields.map((field) => field.dataTypeModifier)],
    rowMode: "array",
  });
  return result.rows.map(([name]) => name);
}
