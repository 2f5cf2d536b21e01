import "server-only";

/**
 * What read-schema asks of the catalogue, as an administrator whose search_path is pg_catalog alone: nothing that a student
 * made runs. Limits keep a database with a hundred thousand tables from filling the web server's memory.
 */

export const maxRelations = 1_000;
const maxColumns = 50_000;
const maxConstraints = 10_000;
const maxIndexes = 10_000;
export const maxFunctions = 1_000;

/** Everything that is neither PostgreSQL's own nor an extension's. Temporary tables belong to one console. */
const isOwnSchema = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'";

/** Comments and definitions may be as long as a value may be. */
const cut = (text: string) => `left(${text}, 20000)`;

const schemaName = "CASE WHEN n.nspname ~ '^pg_temp_' THEN 'pg_temp' ELSE n.nspname::text END";

const notOfExtension = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;

/** Tables that a transaction has locked against everybody: whatever would open one of them would wait for its end. */
export const lockedSql = `
  SELECT DISTINCT relation AS oid FROM pg_locks
  WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const relations = `
  SELECT c.oid, n.nspname, ${schemaName} AS schema, c.relname::text AS name, c.relkind::text AS kind,
    ${cut("obj_description(c.oid, 'pg_class')")} AS comment
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${isOwnSchema} AND ${notOfExtension("pg_class", "c.oid")}
  ORDER BY n.nspname, c.relname LIMIT ${maxRelations + 1}`;

export interface RelationRow {
  oid: number;
  schema: string;
  name: string;
  kind: "r" | "p" | "f" | "v" | "m";
  comment: string | null;
  /** Of views. */
  definition: string | null;
  /** Null where there is nothing to count. */
  bytes: string | null;
}

export const relationSql = `
  SELECT r.oid, r.schema, r.name, r.kind, r.comment,
    CASE WHEN r.kind IN ('v', 'm') AND cardinality($1::oid[]) = 0 THEN ${cut("pg_get_viewdef(r.oid, true)")} END AS definition,
    CASE WHEN r.kind = 'r' AND r.schema <> 'pg_temp' AND r.oid <> ALL ($1) THEN pg_relation_size(r.oid) END AS bytes
  FROM (${relations}) r ORDER BY r.schema, r.name`;

export interface ColumnRow {
  relation: number;
  name: string;
  type: string;
  nullable: boolean;
  default: string | null;
  identity: "" | "a" | "d";
  generated: "" | "s" | "v";
  comment: string | null;
}

export const columnSql = `
  SELECT a.attrelid AS relation, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type,
    NOT a.attnotnull AS nullable, a.attidentity::text AS identity,
    CASE WHEN a.attrelid <> ALL ($2::oid[]) THEN ${cut("pg_get_expr(d.adbin, d.adrelid, true)")} END AS default,
    a.attgenerated::text AS generated, ${cut("col_description(a.attrelid, a.attnum)")} AS comment
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum LIMIT ${maxColumns}`;

export interface ConstraintRow {
  relation: number;
  name: string;
  kind: "p" | "u" | "f" | "c" | "x";
  columns: string[];
  definition: string;
  referencedSchema: string | null;
  referencedTable: string | null;
  referencedColumns: string[];
  onDelete: string;
  onUpdate: string;
}

const columnNames = (relation: string, numbers: string) => `
  ARRAY(SELECT a.attname::text FROM unnest(${numbers}) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number ORDER BY k.place)`;

export const constraintSql = `
  SELECT o.conrelid AS relation, o.conname::text AS name, o.contype::text AS kind,
    ${columnNames("o.conrelid", "o.conkey")} AS columns, ${cut("pg_get_constraintdef(o.oid, true)")} AS definition,
    n.nspname::text AS "referencedSchema", t.relname::text AS "referencedTable",
    ${columnNames("o.confrelid", "o.confkey")} AS "referencedColumns",
    o.confdeltype::text AS "onDelete", o.confupdtype::text AS "onUpdate"
  FROM pg_constraint o
    LEFT JOIN pg_class t ON t.oid = o.confrelid LEFT JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE o.conrelid = ANY ($1::oid[]) AND o.contype IN ('p', 'u', 'f', 'c', 'x')
  ORDER BY o.conrelid, o.conname LIMIT ${maxConstraints}`;

export interface IndexRow {
  relation: number;
  name: string;
  definition: string;
  unique: boolean;
}

/** Those of a locked table are left out: their definitions would wait for it. */
export const indexSql = `
  SELECT i.indrelid AS relation, c.relname::text AS name, ${cut("pg_get_indexdef(i.indexrelid)")} AS definition,
    i.indisunique AS unique
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = ANY ($1::oid[]) AND i.indrelid <> ALL ($2::oid[]) ORDER BY i.indrelid, c.relname LIMIT ${maxIndexes}`;

export interface FunctionRow {
  schema: string;
  name: string;
  kind: "f" | "p" | "a" | "w";
  arguments: string;
  result: string | null;
  language: string;
}

export const functionSql = `
  SELECT ${schemaName} AS schema, p.proname::text AS name, p.prokind::text AS kind,
    ${cut("pg_get_function_arguments(p.oid)")} AS arguments, ${cut("pg_get_function_result(p.oid)")} AS result, l.lanname::text AS language
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
  WHERE ${isOwnSchema} AND ${notOfExtension("pg_proc", "p.oid")}
  ORDER BY n.nspname, p.proname, p.oid LIMIT ${maxFunctions + 1}`;
