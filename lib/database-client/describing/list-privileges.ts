import "server-only";
import { patternCondition } from "../name-pattern";
import { inSchemas, type ListQuery, privileges, relationColumns } from "./listing";

const policies = `
  SELECT pol.polname || CASE WHEN pol.polpermissive THEN '' ELSE ' (RESTRICTIVE)' END
    || CASE WHEN pol.polcmd = '*' THEN ':' ELSE ' (' || pol.polcmd::pg_catalog.text || '):' END
    || COALESCE(E'\\n  (u): ' || pg_catalog.pg_get_expr(pol.polqual, pol.polrelid), '')
    || COALESCE(E'\\n  (c): ' || pg_catalog.pg_get_expr(pol.polwithcheck, pol.polrelid), '')
    || CASE WHEN pol.polroles = '{0}' THEN '' ELSE E'\\n  to: ' || pg_catalog.array_to_string(
      ARRAY(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (pol.polroles) ORDER BY 1), ', ') END
  FROM pg_catalog.pg_policy pol WHERE pol.polrelid = c.oid`;

/** `\dp`: who may do what with tables, views and sequences. Pure. */
export const listPrivileges: ListQuery = (listing) => `
  SELECT n.nspname AS "Schema", c.relname AS "Name",
    CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
      WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' END AS "Type",
    ${privileges("c.relacl")},
    pg_catalog.array_to_string(ARRAY(
      SELECT a.attname || E':\\n  ' || pg_catalog.array_to_string(a.attacl, E'\\n  ') FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attacl IS NOT NULL), E'\\n') AS "Column privileges",
    pg_catalog.array_to_string(ARRAY(${policies}), E'\\n') AS "Policies"
  FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p') AND ${inSchemas(listing, relationColumns)}
  ORDER BY 1, 2`;

/** `\ddp`: rights that new objects will have; the pattern names a schema or an owner. Pure. */
export const listDefaultPrivileges: ListQuery = ({ pattern }) => {
  const owner = "pg_catalog.pg_get_userbyid(d.defaclrole)";
  const columns = { schema: "n.nspname", name: "n.nspname", alternative: owner, isVisible: "true" };
  return `
  SELECT ${owner} AS "Owner", n.nspname AS "Schema",
    CASE d.defaclobjtype WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'function' WHEN 'T' THEN 'type'
      WHEN 'n' THEN 'schema' END AS "Type",
    ${privileges("d.defaclacl")}
  FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
  WHERE ${patternCondition(pattern && { ...pattern, schema: null }, columns)}
  ORDER BY 1, 2, 3`;
};
