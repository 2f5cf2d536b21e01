import "server-only";
import type { Footer } from "./relation";

/*
 * What a relation is itself: part or whole of others, made of what, kept how. Each a query for (position, heading, line),
 * with psql's words.
 */

export const sequenceOwner: Footer = ({ oid }) => `
  SELECT 1, NULL, CASE d.deptype WHEN 'a' THEN 'Owned by: ' ELSE 'Sequence for identity column: ' END
    || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) || '.' || pg_catalog.quote_ident(a.attname)
  FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.objid = ${oid} AND d.deptype IN ('a', 'i')`;

/** What a partition is of; or, as `+` wants it, what its rows fulfil. */
export function partitionOf(asConstraint: boolean): Footer {
  const line = asConstraint
    ? "COALESCE('Partition constraint: ' || NULLIF(pg_catalog.pg_get_partition_constraintdef(c.oid), ''), 'No partition constraint')"
    : `'Partition of: ' || i.inhparent::pg_catalog.regclass || ' '
        || COALESCE(pg_catalog.pg_get_expr(c.relpartbound, c.oid), '') || CASE WHEN i.inhdetachpending THEN ' DETACH PENDING' ELSE '' END`;
  return ({ oid }) => `
  SELECT 1, NULL, ${line}
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid WHERE c.oid = ${oid} AND c.relispartition`;
}

export const partitionKey: Footer = ({ oid }) =>
  `SELECT 1, NULL, 'Partition key: ' || pg_catalog.pg_get_partkeydef(${oid})`;

export const owningTable: Footer = ({ oid }) => `
  SELECT 1, NULL, 'Owning table: "' || n.nspname || '.' || c.relname || '"'
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.reltoastrelid = ${oid}`;

export const indexFacts: Footer = ({ oid }) => `
  SELECT 1, NULL,
    CASE WHEN i.indisprimary THEN 'primary key, '
      WHEN i.indisunique THEN 'unique' || CASE WHEN i.indnullsnotdistinct THEN ' nulls not distinct' ELSE '' END || ', '
      ELSE '' END
    || am.amname || ', for table "' || n.nspname || '.' || t.relname || '"'
    || COALESCE(', predicate (' || pg_catalog.pg_get_expr(i.indpred, i.indrelid, true) || ')', '')
    || CASE WHEN i.indisclustered THEN ', clustered' ELSE '' END || CASE WHEN i.indisvalid THEN '' ELSE ', invalid' END
    || CASE WHEN o.condeferrable THEN ', deferrable' ELSE '' END
    || CASE WHEN o.condeferred THEN ', initially deferred' ELSE '' END
    || CASE WHEN i.indisreplident THEN ', replica identity' ELSE '' END
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace JOIN pg_catalog.pg_am am ON am.oid = x.relam
    LEFT JOIN pg_catalog.pg_constraint o
      ON o.conrelid = i.indrelid AND o.conindid = i.indexrelid AND o.contype IN ('p', 'u', 'x')
  WHERE i.indexrelid = ${oid}`;

export const viewDefinition: Footer = ({ oid }) =>
  `SELECT 1, NULL, E'View definition:\\n' || pg_catalog.pg_get_viewdef(${oid}::pg_catalog.oid, true)`;

export const foreignServer: Footer = ({ oid }) => `
  SELECT line.position, NULL, line.text
  FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
    CROSS JOIN LATERAL (VALUES (1, 'Server: ' || s.srvname), (2, 'FDW options: (' || NULLIF(pg_catalog.array_to_string(ARRAY(
      SELECT pg_catalog.quote_ident(o.option_name) || ' ' || pg_catalog.quote_literal(o.option_value)
      FROM pg_catalog.pg_options_to_table(f.ftoptions) AS o), ', '), '') || ')')) AS line (position, text)
  WHERE f.ftrelid = ${oid} AND line.text IS NOT NULL`;

/** Several of a kind stand beneath each other, the first one after the heading. */
const listed = (heading: string, name: string, order: string) => `
  CASE WHEN pg_catalog.row_number() OVER (${order}) = 1 THEN '${heading}: ' ELSE '${" ".repeat(heading.length + 2)}' END
  || ${name} || CASE WHEN pg_catalog.lead(1) OVER (${order}) IS NULL THEN '' ELSE ',' END`;

export const inherited: Footer = ({ oid }) => `
  SELECT i.inhseqno, NULL, ${listed("Inherits", "c.oid::pg_catalog.regclass", "ORDER BY i.inhseqno")}
  FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhparent
  WHERE i.inhrelid = ${oid} AND c.relkind NOT IN ('p', 'I')`;

/** How many children a table has, or which. */
export function childTables(isVerbose: boolean): Footer {
  return ({ oid, kind }) => {
    const isPartitioned = kind === "p" || kind === "I";
    const many = isPartitioned ? "partitions" : "child tables";
    const children = `FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = ${oid}`;
    const none = `SELECT 0, NULL, 'Number of partitions: 0' WHERE ${isPartitioned} AND NOT EXISTS (SELECT ${children})`;
    if (!isVerbose) {
      return `${none} UNION ALL
        SELECT 1, NULL, 'Number of ${many}: ' || pg_catalog.count(*) || ' (Use ' || pg_catalog.chr(92) || 'd+ to list them.)' ${children} HAVING pg_catalog.count(*) > 0`;
    }
    const order =
      "ORDER BY pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT', c.oid::pg_catalog.regclass::pg_catalog.text";
    const name = `c.oid::pg_catalog.regclass || COALESCE(' ' || pg_catalog.pg_get_expr(c.relpartbound, c.oid), '')
      || CASE WHEN c.relkind IN ('p', 'I') THEN ', PARTITIONED' WHEN c.relkind = 'f' THEN ', FOREIGN' ELSE '' END
      || CASE WHEN i.inhdetachpending THEN ' (DETACH PENDING)' ELSE '' END`;
    const heading = isPartitioned ? "Partitions" : "Child tables";
    return `${none} UNION ALL
      SELECT pg_catalog.row_number() OVER (${order}), NULL, ${listed(heading, name, order)} ${children}`;
  };
}

export const typedTable: Footer = ({ oid }) => `
  SELECT 1, NULL, 'Typed table of type: ' || c.reloftype::pg_catalog.regtype
  FROM pg_catalog.pg_class c WHERE c.oid = ${oid} AND c.reloftype <> 0`;

/** How it is kept: what psql adds with `+`, where it is not as usual. */
export const storageFacts: Footer = ({ oid }) => `
  SELECT line.position, NULL, line.text
  FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
    LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
    CROSS JOIN LATERAL (VALUES
      (1, CASE WHEN c.relkind IN ('r', 'm') AND c.relnamespace <> 'pg_catalog'::pg_catalog.regnamespace
        THEN CASE c.relreplident WHEN 'f' THEN 'Replica Identity: FULL' WHEN 'n' THEN 'Replica Identity: NOTHING' END END),
      (2, CASE WHEN c.relkind <> 'i' THEN 'Access method: ' || am.amname END),
      (3, 'Options: ' || NULLIF(pg_catalog.array_to_string(c.reloptions
        || ARRAY(SELECT 'toast.' || x FROM pg_catalog.unnest(toast.reloptions) AS x), ', '), ''))
    ) AS line (position, text)
  WHERE c.oid = ${oid} AND line.text IS NOT NULL`;
