import "server-only";
import { exerciseDatabase, studentRole } from "@/lib/database-client/connect-client";
import type { Connection } from "@/lib/schemas/session";

/** What psql and other clients need to get into a session as its student. */
export function toConnection(options: { host: string; port: number; password: string }): Connection {
  const { host, port, password } = options;
  const uri = new URL(`postgresql://${host}:${port}/${exerciseDatabase}`);
  uri.username = studentRole;
  uri.password = password;
  return { host, port, database: exerciseDatabase, user: studentRole, password, uri: uri.href };
}
