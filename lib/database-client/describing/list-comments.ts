import "server-only";
import type { NamedColumns } from "../name-pattern";
import { inSchemas, type Listing, type ListQuery } from "./listing";

interface CommentedKind {
  object: string;
  from: string;
  columns: Omit<NamedColumns, "schema">;
  condition?: string;
}

const ofTable = "pg_catalog.pg_class c ON c.oid =";
const schemaOf = (column: string) => `JOIN pg_catalog.pg_namespace n ON n.oid = ${column}`;
const tableIsVisible = "pg_catalog.pg_table_is_visible(c.oid)";

/** What has a comment, and no list of its own that would show it. */
const kinds: CommentedKind[] = [
  {
    object: "table constraint",
    from: `pg_catalog.pg_constraint o JOIN ${ofTable} o.conrelid ${schemaOf("c.relnamespace")}`,
    columns: { name: "o.conname", isVisible: tableIsVisible },
  },
  {
    object: "domain constraint",
    from: `pg_catalog.pg_constraint o JOIN pg_catalog.pg_type t ON t.oid = o.contypid ${schemaOf("t.typnamespace")}`,
    columns: { name: "o.conname", isVisible: "pg_catalog.pg_type_is_visible(t.oid)" },
  },
  {
    object: "operator class",
    from: `pg_catalog.pg_opclass o ${schemaOf("o.opcnamespace")}`,
    columns: { name: "o.opcname", isVisible: "pg_catalog.pg_opclass_is_visible(o.oid)" },
  },
  {
    object: "operator family",
    from: `pg_catalog.pg_opfamily o ${schemaOf("o.opfnamespace")}`,
    columns: { name: "o.opfname", isVisible: "pg_catalog.pg_opfamily_is_visible(o.oid)" },
  },
  {
    object: "rule",
    from: `pg_catalog.pg_rewrite o JOIN ${ofTable} o.ev_class ${schemaOf("c.relnamespace")}`,
    columns: { name: "o.rulename", isVisible: tableIsVisible },
    condition: "o.rulename <> '_RETURN'",
  },
  {
    object: "trigger",
    from: `pg_catalog.pg_trigger o JOIN ${ofTable} o.tgrelid ${schemaOf("c.relnamespace")}`,
    columns: { name: "o.tgname", isVisible: tableIsVisible },
  },
];

/** `\dd`: comments that no other list shows. Pure. */
export const listComments: ListQuery = (listing) => `
  SELECT DISTINCT tt.nspname AS "Schema", tt.name AS "Name", tt.object AS "Object", d.description AS "Description"
  FROM (${kinds.map((kind) => commented(kind, listing)).join(" UNION ALL ")}) AS tt
    JOIN pg_catalog.pg_description d ON d.objoid = tt.oid AND d.classoid = tt.tableoid AND d.objsubid = 0
  ORDER BY 1, 2, 3`;

function commented({ object, from, columns, condition = "true" }: CommentedKind, listing: Listing): string {
  return `SELECT o.oid, o.tableoid, n.nspname, ${columns.name}::pg_catalog.text AS name, '${object}' AS object
    FROM ${from} WHERE ${condition} AND ${inSchemas(listing, { schema: "n.nspname", ...columns })}`;
}
