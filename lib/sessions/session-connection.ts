import "server-only";
import { exerciseDatabase, studentRole } from "@/lib/database-client/connect-client";
import { AppError } from "@/lib/errors/app-error";
import type { Connection } from "@/lib/schemas/session";

/** What psql and other clients need to get into a session as its student. */
export function toConnection(options: { host: string; port: number | null; password: string }): Connection {
  const { host, port, password } = options;
  if (port === null) throw new AppError("session_ended", { publicMessage: "This session is not running any more." });
  const uri = new URL(`postgresql://${host}:${port}/${exerciseDatabase}`);
  uri.username = studentRole;
  uri.password = password;
  return { host, port, database: exerciseDatabase, user: studentRole, password, uri: uri.href };
}
