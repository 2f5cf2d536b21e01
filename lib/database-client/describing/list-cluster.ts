import "server-only";
import { parseNamePattern } from "../name-pattern";
import { inCluster, type ListQuery, privileges } from "./listing";

/** `\dn`: schemas. Pure. */
export const listSchemas: ListQuery = (listing) => `
  SELECT n.nspname AS "Name", pg_catalog.pg_get_userbyid(n.nspowner) AS "Owner"
    ${listing.isVerbose ? `, ${privileges("n.nspacl")}, pg_catalog.obj_description(n.oid, 'pg_namespace') AS "Description"` : ""}
  FROM pg_catalog.pg_namespace n
  WHERE ${inCluster(listing, "n.nspname", "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'")}
  ORDER BY 1`;

const attributes = `pg_catalog.concat_ws(E'\\n', NULLIF(pg_catalog.concat_ws(', ',
    CASE WHEN r.rolsuper THEN 'Superuser' END, CASE WHEN NOT r.rolinherit THEN 'No inheritance' END,
    CASE WHEN r.rolcreaterole THEN 'Create role' END, CASE WHEN r.rolcreatedb THEN 'Create DB' END,
    CASE WHEN NOT r.rolcanlogin THEN 'Cannot login' END, CASE WHEN r.rolreplication THEN 'Replication' END,
    CASE WHEN r.rolbypassrls THEN 'Bypass RLS' END), ''),
  CASE WHEN r.rolconnlimit = 0 THEN 'No connections' WHEN r.rolconnlimit = 1 THEN '1 connection'
    WHEN r.rolconnlimit > 1 THEN r.rolconnlimit || ' connections' END,
  'Password valid until ' || r.rolvaliduntil)`;

/** `\du` and `\dg`: roles. Pure. */
export const listRoles: ListQuery = (listing) => `
  SELECT r.rolname AS "Role name", ${attributes} AS "Attributes"
    ${listing.isVerbose ? `, pg_catalog.shobj_description(r.oid, 'pg_authid') AS "Description"` : ""}
  FROM pg_catalog.pg_roles r
  WHERE ${inCluster(listing, "r.rolname", "r.rolname !~ '^pg_'")}
  ORDER BY 1`;

/** `\drg`: who is a member of which role. Pure. */
export const listRoleGrants: ListQuery = (listing) => `
  SELECT m.rolname AS "Role name", r.rolname AS "Member of",
    pg_catalog.concat_ws(', ', CASE WHEN g.admin_option THEN 'ADMIN' END, CASE WHEN g.inherit_option THEN 'INHERIT' END,
      CASE WHEN g.set_option THEN 'SET' END) AS "Options",
    giver.rolname AS "Grantor"
  FROM pg_catalog.pg_roles m JOIN pg_catalog.pg_auth_members g ON g.member = m.oid
    LEFT JOIN pg_catalog.pg_roles r ON r.oid = g.roleid LEFT JOIN pg_catalog.pg_roles giver ON giver.oid = g.grantor
  WHERE ${inCluster(listing, "m.rolname", "m.rolname !~ '^pg_'")}
  ORDER BY 1, 2, 4`;

/** `\drds`: settings that a role or a database brings along; the second pattern names the database. Pure. */
export const listRoleSettings: ListQuery = (listing) => {
  const [database] = listing.others;
  const ofDatabase = { ...listing, pattern: database === undefined ? null : parseNamePattern(database) };
  return `
  SELECT r.rolname AS "Role", d.datname AS "Database", pg_catalog.array_to_string(s.setconfig, E'\\n') AS "Settings"
  FROM pg_catalog.pg_db_role_setting s LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
    LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
  WHERE ${inCluster(listing, "r.rolname")} AND ${inCluster(ofDatabase, "d.datname")}
  ORDER BY 1, 2`;
};

/** `\l`: databases. Pure. */
export const listDatabases: ListQuery = (listing) => {
  const more = `,
    CASE WHEN pg_catalog.has_database_privilege(d.datname, 'CONNECT')
      THEN pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(d.datname)) ELSE 'No Access' END AS "Size",
    t.spcname AS "Tablespace", pg_catalog.shobj_description(d.oid, 'pg_database') AS "Description"`;
  return `
  SELECT d.datname AS "Name", pg_catalog.pg_get_userbyid(d.datdba) AS "Owner",
    pg_catalog.pg_encoding_to_char(d.encoding) AS "Encoding",
    CASE d.datlocprovider WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END AS "Locale Provider",
    d.datcollate AS "Collate", d.datctype AS "Ctype", d.datlocale AS "Locale", d.daticurules AS "ICU Rules",
    ${privileges("d.datacl")} ${listing.isVerbose ? more : ""}
  FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
  WHERE ${inCluster(listing, "d.datname")}
  ORDER BY 1`;
};

/** `\db`: tablespaces. Pure. */
export const listTablespaces: ListQuery = (listing) => {
  const more = `, ${privileges("t.spcacl")}, t.spcoptions AS "Options",
    pg_catalog.pg_size_pretty(pg_catalog.pg_tablespace_size(t.oid)) AS "Size",
    pg_catalog.shobj_description(t.oid, 'pg_tablespace') AS "Description"`;
  return `
  SELECT t.spcname AS "Name", pg_catalog.pg_get_userbyid(t.spcowner) AS "Owner",
    pg_catalog.pg_tablespace_location(t.oid) AS "Location" ${listing.isVerbose ? more : ""}
  FROM pg_catalog.pg_tablespace t
  WHERE ${inCluster(listing, "t.spcname")}
  ORDER BY 1`;
};

/** `\dx`: extensions. Pure. */
export const listExtensions: ListQuery = (listing) => `
  SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema",
    pg_catalog.obj_description(e.oid, 'pg_extension') AS "Description"
  FROM pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  WHERE ${inCluster(listing, "e.extname")}
  ORDER BY 1`;

/** What `\dx+` shows the contents of: name and number of each extension. Pure. */
export const findExtensions: ListQuery = (listing) => `
  SELECT e.extname, e.oid FROM pg_catalog.pg_extension e WHERE ${inCluster(listing, "e.extname")} ORDER BY 1`;

/** What belongs to one extension. Pure. */
export function extensionContentsQuery(oid: string): string {
  return `
  SELECT pg_catalog.pg_describe_object(d.classid, d.objid, 0) AS "Object description"
  FROM pg_catalog.pg_depend d
  WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = ${oid} AND d.deptype = 'e'
  ORDER BY 1`;
}

/** `\dconfig`: settings; without a pattern, those that are not as PostgreSQL comes. Pure. */
export const listSettings: ListQuery = (listing) => `
  SELECT s.name AS "Parameter", pg_catalog.current_setting(s.name) AS "Value"
    ${listing.isVerbose ? `, s.vartype AS "Type", s.context AS "Context", ${privileges("p.paracl")}` : ""}
  FROM pg_catalog.pg_settings s LEFT JOIN pg_catalog.pg_parameter_acl p ON pg_catalog.lower(s.name) = p.parname
  WHERE ${inCluster({ ...listing, isSystem: false }, "pg_catalog.lower(s.name)", "s.source <> 'default' AND s.setting IS DISTINCT FROM s.boot_val")}
  ORDER BY 1`;
