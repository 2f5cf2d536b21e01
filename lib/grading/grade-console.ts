import "server-only";
import { connectClient, studentRole } from "@/lib/database-client/connect-client";
import { Console } from "@/lib/database-client/console";
import { graderWords } from "@/lib/database-client/database-words";
import type { GradeDatabase } from "./grade-database";
import { type Grader, graderLost } from "./grader";

/** What decides how values are printed and names are found: the same for every answer and for the reference. */
const pinned: Record<string, string> = {
  TimeZone: "UTC",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  xmloption: "content",
  client_min_messages: "notice",
  default_transaction_isolation: "read committed",
  // A scan would begin where the last one of another answer ended.
  synchronize_seqscans: "off",
};

export interface ConsoleSettings {
  grader: Grader;
  database: GradeDatabase;
  as: "answer" | "reader";
  /** Settings beside the pinned ones, such as planner switches. */
  settings?: Record<string, string>;
}

export interface GradeConsole {
  console: Console;
  pid: number;
}

/** One connection to an answer's database: as the student, who is no superuser there either, or as Carrel's reader. */
export async function openGradeConsole({ grader, database, as, settings }: ConsoleSettings): Promise<GradeConsole> {
  const roles: Record<string, string> =
    as === "answer"
      ? { role: studentRole, search_path: grader.options.searchPath }
      : { search_path: "pg_catalog", default_transaction_read_only: "on" };
  const parameters = new Map<string, string>();
  const client = await connectClient({
    credentials: grader.credentials(database, as),
    applicationName: "carrel",
    parameters,
    settings: optionsText({ ...pinned, ...roles, ...settings }),
  }).catch((error: unknown) => {
    throw graderLost(error);
  });
  const console = new Console({
    client,
    parameters,
    words: graderWords,
    stopBackend: (how) => grader.stopBackend(how, client.processID),
    diskGauge: {
      open: async () => ({ measure: () => measure(grader, database), close: () => undefined }),
      // The database goes in a moment, with all that it holds.
      reclaim: () => measure(grader, database),
    },
  });
  return { console, pid: client.processID };
}

async function measure(grader: Grader, database: GradeDatabase) {
  return { dataBytes: await grader.measure(database), walBytes: 0 };
}

/** As in PGOPTIONS, where a backslash keeps a space from parting two words. */
function optionsText(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, "\\$&")}`)
    .join(" ");
}
