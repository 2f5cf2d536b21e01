import "server-only";

/** The role that everybody who browses a shared copy comes in by. It owns nothing and is nobody's member. */
export const readerRole = "carrel_reader";

/** Connections of the role; Carrel opens fewer, and a second web server some. */
const connectionLimit = 12;

/**
 * Functions of PostgreSQL's own that leave something behind or reach other people: large objects, advisory locks,
 * messages in the log of changes, others' statements and backends.
 */
const reachingOut =
  "^(lo_.*|lowrite|loread|pg_(try_)?advisory_.*|pg_notify|pg_(cancel|terminate)_backend|" +
  "pg_stat_get_(backend_)?activity|pg_logical_emit_message|pg_export_snapshot)$";

/** Schemas of the exercise's own. */
const ownSchema = "nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_(toast|temp)'";

/** What runs with its owner's rights: security definer routines, and aggregates that are made of them. */
const asOwner = `
  (p.prosecdef OR p.oid IN (
    SELECT a.aggfnoid FROM pg_aggregate a JOIN pg_proc d ON d.prosecdef AND d.oid IN (a.aggtransfn, a.aggfinalfn,
      a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn)))`;

/**
 * Makes a container's database one to read only, by privileges: nothing that a setting could undo. To be run once by the
 * administrator, in one transaction. `verifier` is the reader's password as PostgreSQL keeps it.
 */
export function readerRoleSql(verifier: string): string {
  return `
  SET LOCAL search_path = pg_catalog;
  CREATE ROLE ${readerRole} LOGIN BYPASSRLS CONNECTION LIMIT ${connectionLimit} PASSWORD '${verifier}';
  ALTER ROLE ${readerRole} SET temp_file_limit = '128MB';
  DO $do$
  DECLARE
    one record;
  BEGIN
    FOR one IN SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname NOT IN (current_user, '${readerRole}') LOOP
      EXECUTE format('ALTER ROLE %I NOLOGIN', one.rolname);
    END LOOP;
    FOR one IN SELECT nspname FROM pg_namespace WHERE ${ownSchema} LOOP
      EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', one.nspname);
      EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM PUBLIC', one.nspname);
      EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I FROM PUBLIC', one.nspname);
      EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${readerRole}', one.nspname);
      EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO ${readerRole}', one.nspname);
      EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA %I TO ${readerRole}', one.nspname);
    END LOOP;
    FOR one IN
      SELECT p.oid::regprocedure AS routine FROM pg_proc p
      WHERE ${asOwner} OR p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ '${reachingOut}'
    LOOP
      EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', one.routine);
    END LOOP;
    FOR one IN SELECT lanname FROM pg_language WHERE lanpltrusted LOOP
      EXECUTE format('REVOKE ALL ON LANGUAGE %I FROM PUBLIC', one.lanname);
    END LOOP;
    FOR one IN SELECT parname FROM pg_parameter_acl LOOP
      EXECUTE format('REVOKE ALL ON PARAMETER %s FROM PUBLIC', one.parname);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${readerRole}', current_database());
  END $do$;`;
}

/**
 * What the reader could still change, in words; no row where it can change nothing. A grant that somebody other than the
 * owner gave to everybody outlasts the owner's REVOKE, so that it was carried out proves nothing.
 */
export const readerRightsSql = `
  WITH reader AS (SELECT oid AS role FROM pg_roles WHERE rolname = '${readerRole}')
  SELECT 'the database' AS what FROM reader WHERE has_database_privilege(role, current_database(), 'CREATE, TEMPORARY')
  UNION ALL SELECT 'schema ' || nspname FROM reader, pg_namespace WHERE has_schema_privilege(role, oid, 'CREATE')
  UNION ALL SELECT 'table ' || c.oid::regclass FROM reader, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ownSchema} AND relkind IN ('r', 'p', 'v', 'm', 'f')
      AND (has_table_privilege(role, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN')
        OR has_any_column_privilege(role, c.oid, 'INSERT, UPDATE, REFERENCES'))
  UNION ALL SELECT 'sequence ' || c.oid::regclass FROM reader, pg_class c
    WHERE relkind = 'S' AND has_sequence_privilege(role, c.oid, 'USAGE, UPDATE')
  UNION ALL SELECT 'function ' || p.oid::regprocedure FROM reader, pg_proc p
    WHERE ${asOwner} AND has_function_privilege(role, p.oid, 'EXECUTE')
  UNION ALL SELECT 'role ' || roleid::regrole FROM reader, pg_auth_members WHERE member = role`;
