import "server-only";
import { exerciseDatabase, studentRole } from "@/lib/database-client/connect-client";
import { fewestIterations, scramVerifier } from "@/lib/database-client/scram-verifier";
import type { AdminConnection } from "./admin-connection";

/** Reads what an answer left in its database. No superuser: what a student made could run while it is read. */
export const readerRole = "carrel_reader";

interface PrepareOptions {
  admin: AdminConnection;
  readerPassword: string;
  isForRoles: boolean;
}

/** Makes a grader's PostgreSQL ready; safe to repeat, and for two processes at once. @returns the search_path that students have */
export async function prepareGrader({ admin, readerPassword, isForRoles }: PrepareOptions): Promise<string> {
  const verifier = await scramVerifier(readerPassword, fewestIterations);
  await admin.query("SELECT pg_advisory_lock(1)");
  try {
    await admin.query(`DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${readerRole}') THEN
          CREATE ROLE ${readerRole} LOGIN BYPASSRLS IN ROLE pg_read_all_data PASSWORD '${verifier}';
        END IF;
      END $$`);
    await admin.query(`ALTER ROLE ${studentRole} ${isForRoles ? "CREATEROLE" : "NOCREATEROLE"}`);
    // A schedule over two consoles says who looks for deadlocks. To everybody: what the student has by name, an answer can lose.
    await admin.query("GRANT SET ON PARAMETER deadlock_timeout TO PUBLIC");
    if (isForRoles) await rememberRoles(admin);
  } finally {
    await admin.query("SELECT pg_advisory_unlock(1)");
  }
  return readSearchPath(admin);
}

/** The roles that there were before any answer; a table of the administrator's own database, where no answer gets in. */
async function rememberRoles(admin: AdminConnection): Promise<void> {
  await admin.query(`CREATE TABLE IF NOT EXISTS carrel_roles (name name PRIMARY KEY)`);
  await admin.query(`INSERT INTO carrel_roles SELECT rolname FROM pg_roles
    WHERE NOT EXISTS (SELECT FROM carrel_roles)`);
}

async function readSearchPath(admin: AdminConnection): Promise<string> {
  const { rows } = await admin.query<{ setting: string }>(
    `SELECT substr(one, length('search_path=') + 1) AS setting
     FROM pg_db_role_setting s, unnest(s.setconfig) AS one
     WHERE one LIKE 'search\\_path=%'
       AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = $1))
       AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = $2))
     ORDER BY (setrole <> 0)::int * 1 + (setdatabase <> 0)::int * 1 DESC, setrole DESC LIMIT 1`,
    [exerciseDatabase, studentRole],
  );
  return rows[0]?.setting ?? '"$user", public';
}
