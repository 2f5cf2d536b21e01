import "server-only";
import type pg from "pg";
import { studentRole } from "@/lib/database-client/connect-client";

/** The superuser that loads a teacher's SQL. It is not the bootstrap superuser, whose objects could not be given away. */
export const loaderRole = "carrel_loader";

/** Gives all that was loaded to the student, and leaves the tables as a well-kept database has them. */
export async function handOver(client: pg.Client): Promise<void> {
  // A dump's `OWNER TO postgres` is as good as the loader's own.
  await client.query(`REASSIGN OWNED BY ${loaderRole}, postgres TO ${studentRole}`);
  await client.query("RESET SESSION AUTHORIZATION");
  await client.query("SET ROLE NONE");
  await client.query(`DROP OWNED BY ${loaderRole}`);
  await client.query(`DROP ROLE ${loaderRole}`);
  // Autovacuum is off in the image, so the planner's statistics and the visibility map are made here, once.
  await client.query("VACUUM (FREEZE, ANALYZE)");
  await client.query("CHECKPOINT");
}
