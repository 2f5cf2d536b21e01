import "server-only";
import { parseNamePattern, patternCondition } from "../name-pattern";
import { inSchemas, type ListQuery, privileges, typeColumns } from "./listing";

/** Names of types that SQL takes, and that stand nowhere in the catalogue. */
const spellings: Record<string, string> = {
  decimal: "numeric",
  float: "double precision",
  int: "integer",
  bool: "boolean",
  float4: "real",
  float8: "double precision",
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  time: "time without time zone",
  timetz: "time with time zone",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  varbit: "bit varying",
  varchar: "character varying",
};

/** A type's name as the catalogue spells it: its arrays' names are spelt out, of others only what it has no name for. */
export function canonicalType(name: string): string {
  const [, element = "", array = ""] = /^(\w+)(\[\])?$/.exec(name.toLowerCase()) ?? [];
  const isArray = array !== "";
  const spelling = isArray || ["decimal", "float", "int"].includes(element) ? spellings[element] : undefined;
  return spelling ? `${spelling}${array}` : name;
}

const verboseColumns = `t.typname AS "Internal name",
  CASE WHEN t.typrelid <> 0 THEN 'tuple' WHEN t.typlen < 0 THEN 'var' ELSE t.typlen::pg_catalog.text END AS "Size",
  pg_catalog.array_to_string(ARRAY(
    SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder), E'\\n') AS "Elements",
  pg_catalog.pg_get_userbyid(t.typowner) AS "Owner", ${privileges("t.typacl")},`;

/** `\dT`: types, but no tables' row types, and arrays only where the pattern has brackets. Pure. */
export const listTypes: ListQuery = (listing) => {
  const { pattern, isVerbose } = listing;
  const isArray = pattern?.text.includes("[]") ?? false;
  const named = { ...listing, pattern: pattern && parseNamePattern(canonicalType(pattern.text)) };
  return `
  SELECT n.nspname AS "Schema", pg_catalog.format_type(t.oid, NULL) AS "Name", ${isVerbose ? verboseColumns : ""}
    pg_catalog.obj_description(t.oid, 'pg_type') AS "Description"
  FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid))
    ${isArray ? "" : "AND NOT EXISTS (SELECT FROM pg_catalog.pg_type el WHERE el.oid = t.typelem AND el.typarray = t.oid)"}
    AND ${inSchemas(named, { ...typeColumns, alternative: "pg_catalog.format_type(t.oid, NULL)" })}
  ORDER BY 1, 2`;
};

/** `\dD`: domains. Pure. */
export const listDomains: ListQuery = (listing) => `
  SELECT n.nspname AS "Schema", t.typname AS "Name", pg_catalog.format_type(t.typbasetype, t.typtypmod) AS "Type",
    (SELECT l.collname FROM pg_catalog.pg_collation l, pg_catalog.pg_type base
     WHERE l.oid = t.typcollation AND base.oid = t.typbasetype AND t.typcollation <> base.typcollation) AS "Collation",
    CASE WHEN t.typnotnull THEN 'not null' END AS "Nullable", t.typdefault AS "Default",
    pg_catalog.array_to_string(ARRAY(
      SELECT pg_catalog.pg_get_constraintdef(o.oid, true) FROM pg_catalog.pg_constraint o
      WHERE o.contypid = t.oid AND o.contype = 'c' ORDER BY o.conname), ' ') AS "Check"
    ${listing.isVerbose ? `, ${privileges("t.typacl")}, pg_catalog.obj_description(t.oid, 'pg_type') AS "Description"` : ""}
  FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'd' AND ${inSchemas(listing, typeColumns)}
  ORDER BY 1, 2`;

/** `\dC`: what can be cast to what; the pattern names either type. Pure. */
export const listCasts: ListQuery = ({ pattern, isVerbose }) => {
  const isOf = (type: string) =>
    patternCondition(pattern, {
      schema: `${type}n.nspname`,
      name: `${type}.typname`,
      alternative: `pg_catalog.format_type(${type}.oid, NULL)`,
      isVisible: `pg_catalog.pg_type_is_visible(${type}.oid)`,
    });
  return `
  SELECT pg_catalog.format_type(c.castsource, NULL) AS "Source type", pg_catalog.format_type(c.casttarget, NULL) AS "Target type",
    CASE c.castmethod WHEN 'b' THEN '(binary coercible)' WHEN 'i' THEN '(with inout)' ELSE p.proname END AS "Function",
    CASE c.castcontext WHEN 'e' THEN 'no' WHEN 'a' THEN 'in assignment' ELSE 'yes' END AS "Implicit?"
    ${isVerbose ? `, pg_catalog.obj_description(c.oid, 'pg_cast') AS "Description"` : ""}
  FROM pg_catalog.pg_cast c LEFT JOIN pg_catalog.pg_proc p ON p.oid = c.castfunc
    LEFT JOIN pg_catalog.pg_type s ON s.oid = c.castsource LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = s.typnamespace
    LEFT JOIN pg_catalog.pg_type t ON t.oid = c.casttarget LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
  WHERE (${isOf("s")}) OR (${isOf("t")})
  ORDER BY 1, 2`;
};

const collationColumns = {
  schema: "n.nspname",
  name: "c.collname",
  isVisible: "pg_catalog.pg_collation_is_visible(c.oid)",
};

/** `\dO`: orders of text that this database can use. Pure. */
export const listCollations: ListQuery = (listing) => `
  SELECT n.nspname AS "Schema", c.collname AS "Name",
    CASE c.collprovider WHEN 'd' THEN 'default' WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END
      AS "Provider",
    c.collcollate AS "Collate", c.collctype AS "Ctype", c.colllocale AS "Locale", c.collicurules AS "ICU Rules",
    CASE WHEN c.collisdeterministic THEN 'yes' ELSE 'no' END AS "Deterministic?"
    ${listing.isVerbose ? `, pg_catalog.obj_description(c.oid, 'pg_collation') AS "Description"` : ""}
  FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
  WHERE c.collencoding IN (-1, pg_catalog.pg_char_to_encoding(pg_catalog.getdatabaseencoding()))
    AND ${inSchemas(listing, collationColumns)}
  ORDER BY 1, 2`;
