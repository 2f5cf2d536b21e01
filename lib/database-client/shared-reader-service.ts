import "server-only";
import { AppError } from "@/lib/errors/app-error";
import type { ErrorResult } from "@/lib/schemas/query";
import { consoleApplication } from "./activity";
import { connectAdminWithin } from "./connect-admin-within";
import { adminRole, type Credentials, connectClient, endClient, exerciseDatabase } from "./connect-client";
import { Console } from "./console";
import { withAdmin } from "./container-access";
import { sharedWords } from "./database-words";
import { diskGauge } from "./disk-gauge";
import { hasParameter } from "./lex-statements";
import { readerRightsSql, readerRole, readerRoleSql } from "./reader-role";
import { fewestIterations, scramVerifier } from "./scram-verifier";
import type { SqlStatement } from "./split-statements";
import { transactionKeyword } from "./transaction-keyword";

/** Where a shared copy's PostgreSQL is reached, and the passwords of its two roles. */
export interface SharedAccess {
  address: { host: string; port: number };
  passwords: { admin: string; reader: string };
}

interface OpenSharedOptions extends SharedAccess {
  templatePassword: string;
  timeoutMs: number;
}

/** What runs for a client that is gone (a web server that was killed, say) ends soon, not when it likes. */
const endWithClient = "-c client_connection_check_interval=2s";

/** Talks to PostgreSQL in the shared copies: makes a new one read-only, and opens connections to read it. */
export class SharedReaderService {
  /**
   * Waits until PostgreSQL takes connections, closes the database to everybody but a role that can read and do nothing else,
   * and proves with a real `SELECT 1` over TCP that this role gets in.
   * @throws AppError start_failed when that takes longer than `timeoutMs`, or where the role could still change something
   */
  async openShared(options: OpenSharedOptions): Promise<void> {
    const admin = await connectAdminWithin(options, performance.now() + options.timeoutMs);
    try {
      const { passwords } = options;
      const verifier = await scramVerifier(passwords.admin, fewestIterations);
      const reader = await scramVerifier(passwords.reader, fewestIterations);
      await admin.query(`BEGIN; ${readerRoleSql(reader)} ALTER ROLE ${adminRole} PASSWORD '${verifier}'`);
      const { rows } = await admin.query<{ what: string }>(readerRightsSql);
      if (rows.length > 0) throw notReadOnly(rows.map(({ what }) => what));
      await admin.query("COMMIT");
    } finally {
      void endClient(admin);
    }
    const proof = await connectClient({ credentials: readerCredentials(options), applicationName: "carrel-readiness" });
    try {
      await proof.query("SELECT 1");
    } finally {
      void endClient(proof);
    }
  }

  /**
   * Opens a connection for one run, in a transaction of its own that never commits. Whoever opened it closes it, so nothing
   * that one person sets, prepares or locks is ever met by another. Throws pg's error where PostgreSQL refuses.
   */
  async connect(access: SharedAccess): Promise<Console> {
    const credentials = readerCredentials(access);
    const parameters = new Map<string, string>();
    const settings = endWithClient;
    const client = await connectClient({ credentials, applicationName: consoleApplication, settings, parameters });
    try {
      // That it is read-only makes PostgreSQL's words plain; the role's rights are the wall.
      await client.query("BEGIN READ ONLY");
    } catch (error) {
      await endClient(client);
      throw error;
    }
    return new Console({
      client,
      parameters,
      diskGauge: diskGauge(access),
      words: sharedWords,
      refuse,
      stopBackend: (how) =>
        withAdmin(access, { applicationName: "carrel-stop" }, async (admin) => {
          const stop = how === "cancel" ? "pg_cancel_backend" : "pg_terminate_backend";
          await admin.query(`SELECT ${stop}($1)`, [client.processID]);
        }),
    });
  }
}

/**
 * A role may always change its own password and settings. As nothing commits, that is gone with the run. What has a parameter
 * would go by the simple protocol, in which one text can hold several statements.
 */
function refuse({ text, offset }: SqlStatement): ErrorResult | null {
  const what = transactionKeyword(text) ?? (hasParameter(text) ? "A parameter" : null);
  if (!what) return null;
  return {
    kind: "error",
    statement: text,
    reason: "limit",
    sqlState: null,
    message: `${what} cannot be used here: each run on the shared copy is one transaction, which leaves nothing behind.`,
    hint: "Start the exercise to get a database of your own.",
    position: offset + 1,
    durationMs: 0,
    notices: [],
  };
}

function readerCredentials({ address, passwords }: SharedAccess): Credentials {
  return { ...address, user: readerRole, password: passwords.reader, database: exerciseDatabase };
}

function notReadOnly(rights: string[]): AppError {
  return new AppError("start_failed", {
    publicMessage: "This database cannot be opened for reading; start its exercise instead.",
    cause: new Error(`everybody has rights that are not the owner's to take back, on ${rights.slice(0, 5).join(", ")}`),
  });
}
