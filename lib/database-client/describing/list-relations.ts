import "server-only";
import { inSchemas, type ListQuery, relationColumns } from "./listing";

const typeOfKind = `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
  WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table'
  WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END`;

const kindsOfLetter: Record<string, string[]> = {
  t: ["r", "p"],
  v: ["v"],
  m: ["m"],
  i: ["i", "I"],
  s: ["S"],
  E: ["f"],
};

const description = `pg_catalog.obj_description(c.oid, 'pg_class') AS "Description"`;

/** `\dt` and its like, in any combination of letters; without one, all but indexes. Pure. */
export const listRelations: ListQuery = (listing) => {
  const { pattern, isVerbose, isSystem } = listing;
  const letters = listing.letters || "tvmsE";
  const kinds = [...letters].flatMap((letter) => kindsOfLetter[letter] ?? []);
  if (letters.includes("t") && (pattern || isSystem)) kinds.push("t");
  const hasMethod = /[tmi]/.test(letters);
  const more = `, CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' WHEN 'u' THEN 'unlogged' END AS "Persistence"
      ${hasMethod ? ', am.amname AS "Access method"' : ""},
      pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid)) AS "Size", ${description}`;
  return `SELECT n.nspname AS "Schema", c.relname AS "Name", ${typeOfKind} AS "Type",
      pg_catalog.pg_get_userbyid(c.relowner) AS "Owner"
      ${letters.includes("i") ? ', tab.relname AS "Table"' : ""}${isVerbose ? more : ""}
    FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
      LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_catalog.pg_class tab ON tab.oid = i.indrelid
    WHERE c.relkind IN (${kinds.map((kind) => `'${kind}'`).join(", ")}) AND ${inSchemas(listing, relationColumns)}
    ORDER BY 1, 2`;
};

/** `\dP`: partitioned tables and indexes. Pure. */
export const listPartitioned: ListQuery = (listing) => {
  const { pattern, isVerbose } = listing;
  const letters = listing.letters.slice(1);
  const isMixed = letters.includes("t") === letters.includes("i");
  const hasIndexes = isMixed || letters.includes("i");
  const isNested = letters.includes("n");
  const hasParent = isNested || pattern !== null;
  const kinds = [isMixed || letters.includes("t") ? "'p'" : "", hasIndexes ? "'I'" : ""].filter(Boolean);
  const sizes = `${isNested ? ', s.leaves AS "Leaf partition size"' : ""}, s.whole AS "Total size", ${description}`;
  return `SELECT n.nspname AS "Schema", c.relname AS "Name", pg_catalog.pg_get_userbyid(c.relowner) AS "Owner"
      ${isMixed ? `, ${typeOfKind} AS "Type"` : ""}
      ${hasParent ? ', inh.inhparent::pg_catalog.regclass AS "Parent name"' : ""}
      ${hasIndexes ? ', i.indrelid::pg_catalog.regclass AS "Table"' : ""}${isVerbose ? sizes : ""}
    FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_catalog.pg_inherits inh ON inh.inhrelid = c.oid
      CROSS JOIN LATERAL (
        SELECT pg_catalog.pg_size_pretty(pg_catalog.sum(
            CASE WHEN tree.isleaf AND tree.level = 1 THEN pg_catalog.pg_table_size(tree.relid) ELSE 0 END)) AS leaves,
          pg_catalog.pg_size_pretty(pg_catalog.sum(pg_catalog.pg_table_size(tree.relid))) AS whole
        FROM pg_catalog.pg_partition_tree(c.oid) AS tree) AS s
    WHERE c.relkind IN (${kinds.join(", ")}) ${hasParent ? "" : "AND NOT c.relispartition"}
      AND ${inSchemas(listing, relationColumns)}
    ORDER BY "Schema", ${isMixed ? '"Type" DESC, ' : ""}${hasParent ? '"Parent name" NULLS FIRST, ' : ""}"Name"`;
};

/** `\dX`: extended statistics. Pure. */
export const listStatistics: ListQuery = (listing) => {
  const defined = (kind: string) => `CASE WHEN '${kind}' = ANY (es.stxkind) THEN 'defined' END`;
  const columns = {
    schema: "es.stxnamespace::pg_catalog.regnamespace::pg_catalog.text",
    name: "es.stxname",
    isVisible: "pg_catalog.pg_statistics_obj_is_visible(es.oid)",
  };
  return `SELECT ${columns.schema} AS "Schema", es.stxname AS "Name",
      pg_catalog.pg_get_statisticsobjdef_columns(es.oid) || ' FROM ' || es.stxrelid::pg_catalog.regclass AS "Definition",
      ${defined("d")} AS "Ndistinct", ${defined("f")} AS "Dependencies", ${defined("m")} AS "MCV"
    FROM pg_catalog.pg_statistic_ext es
    WHERE ${inSchemas({ ...listing, isSystem: true }, columns)}
    ORDER BY 1, 2`;
};
