import "server-only";
import { adminRole } from "@/lib/database-client/connect-client";

/** psql inside a container, as the administrator over the socket, reading SQL from its standard input. */
export function psqlCommand(database: string): string[] {
  return [
    "psql",
    "--no-psqlrc",
    "--quiet",
    "--set=ON_ERROR_STOP=1",
    `--username=${adminRole}`,
    `--dbname=${database}`,
    // Only for a named file does psql say on which line an error is; "-" names its standard input.
    "--file=-",
  ];
}
