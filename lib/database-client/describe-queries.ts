import "server-only";
import { type NamePattern, patternCondition } from "./name-pattern";

/** What psql's \d commands list. */
export type ListedKind =
  | "relations"
  | "tables"
  | "views"
  | "materialized views"
  | "indexes"
  | "sequences"
  | "functions"
  | "schemas"
  | "types"
  | "roles"
  | "privileges"
  | "extensions"
  | "databases";

/*
 * The questions psql asks of the catalogue (src/bin/psql/describe.c), with psql's own headings. They run as the student, on
 * the student's connection; the names are qualified all the same, so that a function of the student's own does not answer.
 */

const ownSchemas =
  "n.nspname OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_catalog', 'information_schema']) AND n.nspname OPERATOR(pg_catalog.!~) '^pg_toast'";

const relationColumns = {
  schema: "n.nspname",
  name: "c.relname",
  isVisible: "pg_catalog.pg_table_is_visible(c.oid)",
};

const relationKind = `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
  WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table'
  WHEN 'I' THEN 'partitioned index' END`;

const relkinds: Partial<Record<ListedKind, string>> = {
  relations: "'r', 'p', 'v', 'm', 'S', 'f'",
  tables: "'r', 'p'",
  views: "'v'",
  "materialized views": "'m'",
  indexes: "'i', 'I'",
  sequences: "'S'",
};

/** One list, of everything or of what a pattern names; with psql's `+`, of relations and schemas, more of it. Pure. */
export function listQuery(kind: ListedKind, pattern: NamePattern | null, isVerbose = false): string {
  const kinds = relkinds[kind];
  if (kinds) return relationsQuery({ kind, kinds, pattern, isVerbose });
  switch (kind) {
    case "functions":
      return functionsQuery(pattern);
    case "types":
      return typesQuery(pattern);
    case "privileges":
      return privilegesQuery(pattern);
    default:
      return clusterQuery(kind, pattern, isVerbose);
  }
}

interface RelationsQuery {
  kind: ListedKind;
  kinds: string;
  pattern: NamePattern | null;
  isVerbose: boolean;
}

function relationsQuery({ kind, kinds, pattern, isVerbose }: RelationsQuery): string {
  const ofTable = kind === "indexes";
  const hasMethod = kind !== "views" && kind !== "sequences";
  const more = `, CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' WHEN 'u' THEN 'unlogged' END AS "Persistence"
      ${hasMethod ? ', am.amname AS "Access method"' : ""}, pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid)) AS "Size",
      pg_catalog.obj_description(c.oid, 'pg_class') AS "Description"`;
  return `SELECT n.nspname AS "Schema", c.relname AS "Name", ${relationKind} AS "Type",
      pg_catalog.pg_get_userbyid(c.relowner) AS "Owner"${ofTable ? ', t.relname AS "Table"' : ""}${isVerbose ? more : ""}
    FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
      ${ofTable ? "LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_catalog.pg_class t ON t.oid = i.indrelid" : ""}
    WHERE c.relkind IN (${kinds}) ${pattern ? "" : `AND ${ownSchemas}`} AND ${patternCondition(pattern, relationColumns)}
    ORDER BY 1, 2`;
}

function functionsQuery(pattern: NamePattern | null): string {
  const columns = { schema: "n.nspname", name: "p.proname", isVisible: "pg_catalog.pg_function_is_visible(p.oid)" };
  return `SELECT n.nspname AS "Schema", p.proname AS "Name", pg_catalog.pg_get_function_result(p.oid) AS "Result data type",
      pg_catalog.pg_get_function_arguments(p.oid) AS "Argument data types",
      CASE p.prokind WHEN 'a' THEN 'agg' WHEN 'w' THEN 'window' WHEN 'p' THEN 'proc' ELSE 'func' END AS "Type"
    FROM pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE ${patternCondition(pattern, columns)} ${pattern ? "" : `AND ${ownSchemas}`}
    ORDER BY 1, 2, 4`;
}

function typesQuery(pattern: NamePattern | null): string {
  const columns = { schema: "n.nspname", name: "t.typname", isVisible: "pg_catalog.pg_type_is_visible(t.oid)" };
  return `SELECT n.nspname AS "Schema", pg_catalog.format_type(t.oid, NULL) AS "Name",
      pg_catalog.obj_description(t.oid, 'pg_type') AS "Description"
    FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid))
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_type el WHERE el.oid = t.typelem AND el.typarray = t.oid)
      ${pattern ? "" : `AND ${ownSchemas}`} AND ${patternCondition(pattern, columns)}
    ORDER BY 1, 2`;
}

function privilegesQuery(pattern: NamePattern | null): string {
  return `SELECT n.nspname AS "Schema", c.relname AS "Name", ${relationKind} AS "Type",
      ${privileges("c.relacl")},
      pg_catalog.array_to_string(ARRAY(
        SELECT a.attname || E':\\n  ' || pg_catalog.array_to_string(a.attacl, E'\\n  ') FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attacl IS NOT NULL), E'\\n') AS "Column privileges",
      pg_catalog.array_to_string(ARRAY(
        SELECT pol.polname || CASE WHEN pol.polpermissive THEN '' ELSE ' (RESTRICTIVE)' END
          || CASE WHEN pol.polcmd = '*' THEN ':' ELSE ' (' || pol.polcmd::pg_catalog.text || '):' END
          || COALESCE(E'\\n  (u): ' || pg_catalog.pg_get_expr(pol.polqual, pol.polrelid), '')
          || COALESCE(E'\\n  (c): ' || pg_catalog.pg_get_expr(pol.polwithcheck, pol.polrelid), '')
          || CASE WHEN pol.polroles = '{0}' THEN '' ELSE E'\\n  to: ' || pg_catalog.array_to_string(
            ARRAY(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (pol.polroles) ORDER BY 1), ', ') END
        FROM pg_catalog.pg_policy pol WHERE pol.polrelid = c.oid), E'\\n') AS "Policies"
    FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p') ${pattern ? "" : `AND ${ownSchemas}`}
      AND ${patternCondition(pattern, relationColumns)}
    ORDER BY 1, 2`;
}

function privileges(acl: string): string {
  return `CASE WHEN pg_catalog.array_length(${acl}, 1) = 0 THEN '(none)'
      ELSE pg_catalog.array_to_string(${acl}, E'\\n') END AS "Access privileges"`;
}

function clusterQuery(kind: ListedKind, pattern: NamePattern | null, isVerbose: boolean): string {
  const named = (column: string, always: string) =>
    pattern
      ? patternCondition({ ...pattern, schema: null }, { schema: column, name: column, isVisible: "true" })
      : always;
  switch (kind) {
    case "schemas":
      return `SELECT n.nspname AS "Name", pg_catalog.pg_get_userbyid(n.nspowner) AS "Owner"${
        isVerbose
          ? `, ${privileges("n.nspacl")}, pg_catalog.obj_description(n.oid, 'pg_namespace') AS "Description"`
          : ""
      } FROM pg_catalog.pg_namespace n
        WHERE ${named("n.nspname", "n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname <> 'information_schema'")} ORDER BY 1`;
    case "roles":
      return `SELECT r.rolname AS "Role name", pg_catalog.concat_ws(E'\\n', NULLIF(pg_catalog.concat_ws(', ',
            CASE WHEN r.rolsuper THEN 'Superuser' END, CASE WHEN NOT r.rolinherit THEN 'No inheritance' END,
            CASE WHEN r.rolcreaterole THEN 'Create role' END, CASE WHEN r.rolcreatedb THEN 'Create DB' END,
            CASE WHEN NOT r.rolcanlogin THEN 'Cannot login' END, CASE WHEN r.rolreplication THEN 'Replication' END,
            CASE WHEN r.rolbypassrls THEN 'Bypass RLS' END), ''),
          CASE WHEN r.rolconnlimit = 0 THEN 'No connections' WHEN r.rolconnlimit = 1 THEN '1 connection'
            WHEN r.rolconnlimit > 1 THEN r.rolconnlimit || ' connections' END,
          'Password valid until ' || r.rolvaliduntil) AS "Attributes"
        FROM pg_catalog.pg_roles r WHERE ${named("r.rolname", "r.rolname OPERATOR(pg_catalog.!~) '^pg_'")} ORDER BY 1`;
    case "extensions":
      return `SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema",
          pg_catalog.obj_description(e.oid, 'pg_extension') AS "Description"
        FROM pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        WHERE ${named("e.extname", "true")} ORDER BY 1`;
    default:
      return `SELECT d.datname AS "Name", pg_catalog.pg_get_userbyid(d.datdba) AS "Owner",
          pg_catalog.pg_encoding_to_char(d.encoding) AS "Encoding",
          CASE d.datlocprovider WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END AS "Locale Provider",
          d.datcollate AS "Collate", d.datctype AS "Ctype", d.datlocale AS "Locale", d.daticurules AS "ICU Rules",
          ${privileges("d.datacl")}
        FROM pg_catalog.pg_database d WHERE ${named("d.datname", "true")} ORDER BY 1`;
  }
}

/** What \d NAME shows of relations: columns first, then what hangs on them. Pure. */
export function describeRelationQueries(pattern: NamePattern): string[] {
  const which = patternCondition(pattern, relationColumns);
  const relation = pattern.isWild ? 'n.nspname AS "Schema", c.relname AS "Relation", ' : "";
  const from = "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";
  const order = "ORDER BY n.nspname, c.relname";
  return [
    `SELECT ${relation}a.attname AS "Column", pg_catalog.format_type(a.atttypid, a.atttypmod) AS "Type",
        (SELECT l.collname FROM pg_catalog.pg_collation l, pg_catalog.pg_type t
         WHERE l.oid = a.attcollation AND t.oid = a.atttypid AND a.attcollation <> t.typcollation) AS "Collation",
        CASE WHEN a.attnotnull THEN 'not null' ELSE '' END AS "Nullable",
        CASE a.attidentity WHEN 'a' THEN 'generated always as identity' WHEN 'd' THEN 'generated by default as identity'
          ELSE CASE a.attgenerated WHEN 's' THEN 'generated always as (' || pg_catalog.pg_get_expr(d.adbin, d.adrelid, true) || ') stored'
            ELSE pg_catalog.pg_get_expr(d.adbin, d.adrelid, true) END END AS "Default"
      FROM ${from} JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE ${which} AND a.attnum > 0 AND NOT a.attisdropped ${order}, a.attnum`,
    `SELECT ${relation}x.relname AS "Index", pg_catalog.pg_get_indexdef(i.indexrelid, 0, true) AS "Definition"
      FROM ${from} JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      WHERE ${which} ${order}, i.indisprimary DESC, x.relname`,
    `SELECT ${relation}o.conname AS "Constraint", pg_catalog.pg_get_constraintdef(o.oid, true) AS "Definition"
      FROM ${from} JOIN pg_catalog.pg_constraint o ON o.conrelid = c.oid
      WHERE ${which} AND o.contype IN ('c', 'f', 'x') ${order}, o.contype, o.conname`,
    `SELECT ${relation}o.conrelid::pg_catalog.regclass AS "Referenced by", o.conname AS "Constraint",
        pg_catalog.pg_get_constraintdef(o.oid, true) AS "Definition"
      FROM ${from} JOIN pg_catalog.pg_constraint o ON o.confrelid = c.oid
      WHERE ${which} AND o.contype = 'f' ${order}, o.conname`,
    `SELECT ${relation}t.tgname AS "Trigger", pg_catalog.pg_get_triggerdef(t.oid, true) AS "Definition"
      FROM ${from} JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid
      WHERE ${which} AND NOT t.tgisinternal ${order}, t.tgname`,
    `SELECT ${relation}pg_catalog.pg_get_viewdef(c.oid, true) AS "View definition"
      FROM ${from} WHERE ${which} AND c.relkind IN ('v', 'm') ${order}`,
  ];
}
