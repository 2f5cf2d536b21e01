import "server-only";
import { once } from "node:events";
import { connect } from "node:net";
import pg from "pg";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";
import type { QueryResponse } from "@/lib/schemas/query";
import { consoleApplication, findActivity } from "./activity";
import { ClientGuard } from "./client-guard";
import { connectAdminWithin, notReadyInTime } from "./connect-admin-within";
import {
  adminRole,
  connectClient,
  endClient,
  exerciseDatabase,
  isOutOfConnections,
  studentRole,
} from "./connect-client";
import { Console, type RunLimits } from "./console";
import { type ContainerAccess, studentCredentials, withAdmin } from "./container-access";
import { countTimeoutMs, lockTimeoutMs } from "./count-rows";
import { diskGauge } from "./disk-gauge";
import { type BackendActivity, type ConsoleBackends, readConsoleActivity, waitsForLock } from "./read-console-activity";
import { readSchema } from "./read-schema";
import { fewestIterations, scramVerifier, usualIterations } from "./scram-verifier";
import { findTransactionId, readTransactionFate, type TransactionFate } from "./transaction-fate";
import type { WaitedRows } from "./waited-rows";

export interface OpenAccessOptions extends ContainerAccess {
  /** The template's own administrator password, valid until this container gets its own; null once it surely has. */
  templatePassword: string | null;
  /** Exercises about permissions let the student make roles. */
  mayCreateRoles: boolean;
  timeoutMs: number;
  /** The container waited in the pool: that a student gets in was proved then, and a person waits now. */
  isClaimed?: boolean;
  onStage?: (stage: "postgres" | "access") => Promise<void>;
}

interface ConnectOptions {
  /** What is to be kept of transactions that last; must not throw. */
  transactions?: {
    onOpen: () => void;
    beforeCommit: (backendPid: number) => Promise<void>;
  };
}

const transactionsApplication = "carrel-transactions";

/** A container that stood still has nothing to recover from, and somebody waits for it: it is asked more often. */
const wakingRetryMs = 5;

/** "The database system is starting up", as PostgreSQL says it to those who come too early. */
const cannotConnectNow = "57P03";

/** Fewer than PostgreSQL's own max_connections, so that Carrel can always get in to see what goes on. */
const studentConnections = 20;

/**
 * What runs for a client that is gone (a web server that was killed, say) ends soon, not when it likes. And what a student
 * sets for their own role does not end each console before it can be undone.
 */
const consoleSettings = [
  "-c client_connection_check_interval=2s -c idle_session_timeout=0",
  "-c idle_in_transaction_session_timeout=0 -c transaction_timeout=0",
].join(" ");

/** Rows are looked at with nothing of the student's in the way of names, and not for long. */
const readerSettings = `-c search_path=pg_catalog -c row_security=off -c client_connection_check_interval=2s
  -c statement_timeout=${countTimeoutMs} -c lock_timeout=${lockTimeoutMs}`.replace(/\s+/g, " ");

/** What keeps a role out that may sign in, apart from its password: a library that it loads first, for one. */
const forgetSettings = `ALTER ROLE ${studentRole} RESET ALL;
                        ALTER ROLE ${studentRole} IN DATABASE ${exerciseDatabase} RESET ALL`;

/**
 * Talks to PostgreSQL inside the containers: opens the access of a new one, runs a student's SQL, closes.
 * What SQL causes comes back as a value; only infrastructure throws.
 */
export class ContainerDatabaseClientService {
  /**
   * Waits until PostgreSQL takes connections, gives both roles this container's own passwords and proves with a real
   * `SELECT 1` over TCP that the student gets in. Safe to repeat on a container that was opened before. Call
   * `admitAllClients` before the student's password is shown to anybody.
   * @throws AppError start_failed when that takes longer than `timeoutMs`
   */
  async openAccess(options: OpenAccessOptions): Promise<void> {
    const deadline = performance.now() + options.timeoutMs;
    await options.onStage?.("postgres");
    const admin = await connectAdminWithin(options, deadline);
    try {
      await options.onStage?.("access");
      await admin.query(await passwordStatements(options));
      if (!options.isClaimed) await this.admitStudent(options, admin);
    } finally {
      // Both ends know what is to be known; nobody has to wait until PostgreSQL has closed its side.
      void endClient(admin);
    }
  }

  /**
   * Waits until a container that was opened before, and stood still since, lets its student in: the same proof, and nothing
   * is set again. @returns false where PostgreSQL refuses (somebody changed the password, say), which `openAccess` mends
   * @throws AppError start_failed when that takes longer than `timeoutMs`
   */
  async awaitStudent({ timeoutMs, ...access }: ContainerAccess & { timeoutMs: number }): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      try {
        await this.proveStudentAccess(access);
        return true;
      } catch (error) {
        if (error instanceof pg.DatabaseError && error.code !== cannotConnectNow) return false;
        if (performance.now() > deadline) throw notReadyInTime(error);
        await new Promise((resolve) => setTimeout(resolve, wakingRetryMs));
      }
    }
  }

  /** Whether anything listens there at all: a container that stopped or is gone refuses. Throws as sockets do. */
  async knock({ host, port }: ContainerAccess["address"], timeoutMs: number): Promise<void> {
    const socket = connect({ host, port, signal: AbortSignal.timeout(timeoutMs) });
    try {
      await once(socket, "connect");
    } finally {
      socket.destroy();
    }
  }

  /** A student can set for their own role what keeps it from signing in; then those settings go, and the data stays. */
  private async admitStudent(access: ContainerAccess, admin: pg.Client): Promise<void> {
    try {
      await this.proveStudentAccess(access);
    } catch (error) {
      if (isOutOfConnections(error)) return;
      if (!(error instanceof pg.DatabaseError)) throw error;
      await admin.query(forgetSettings);
      await this.proveStudentAccess(access);
    }
  }

  private async proveStudentAccess(access: ContainerAccess): Promise<void> {
    const credentials = studentCredentials(access);
    const student = await connectClient({ credentials, applicationName: "carrel-readiness" });
    try {
      await student.query("SELECT 1");
    } finally {
      void endClient(student);
    }
  }

  /**
   * Lets clients sign in as the student that ask for more iterations than a new container's verifier has: JDBC's driver,
   * for one. Psql and Carrel itself need nothing of the kind. Safe to repeat.
   */
  async admitAllClients(access: ContainerAccess): Promise<void> {
    const verifier = await scramVerifier(access.passwords.student);
    await withAdmin(access, { applicationName: "carrel-access" }, (admin) =>
      admin.query(`ALTER ROLE ${studentRole} PASSWORD '${verifier}'`),
    );
  }

  /**
   * Whether anybody is at work in the container, other than Carrel's own idle connections. Clients such as psql count while
   * a transaction is open, and for `withinMs` after their last statement. Throws as pg does when it cannot be reached.
   */
  hasActivity({ withinMs, ...access }: ContainerAccess & { withinMs: number }): Promise<boolean> {
    return withAdmin(access, { applicationName: "carrel-activity" }, (admin) => findActivity(admin, withinMs));
  }

  /** What is in the exercise database: tables, views, functions. Throws as pg does when it cannot be reached. */
  readSchema(access: ContainerAccess): Promise<DatabaseSchema> {
    const applicationName = "carrel-schema";
    const connectCounter = () => connectReader(access, applicationName);
    return withAdmin(access, { applicationName, queryTimeoutMs: 5_000 }, (admin) => readSchema(admin, connectCounter));
  }

  /** What these consoles do, and who of them waits for whom. Throws as pg does when it cannot be reached. */
  readConsoleActivity({
    backends,
    waitedRows,
    ...access
  }: ContainerAccess & { backends: ConsoleBackends; waitedRows: WaitedRows }): Promise<BackendActivity[]> {
    const applicationName = "carrel-locks";
    const reader = () => connectReader(access, applicationName);
    return withAdmin(access, { applicationName }, (admin) =>
      readConsoleActivity(admin, { backends, waitedRows, connectReader: reader }),
    );
  }

  /** Watches what clients of the student's own write; see ClientGuard. Nothing is connected before its first look. */
  guardClients(options: ConstructorParameters<typeof ClientGuard>[0]): ClientGuard {
    return new ClientGuard(options);
  }

  /**
   * Opens one connection as the student. `onOpen` tells of a transaction that lasts within a run; `beforeCommit` is waited for
   * before such a one is committed, or one that an earlier run has begun. Throws pg's error where PostgreSQL refuses.
   */
  async connect(access: ContainerAccess, { transactions }: ConnectOptions = {}): Promise<Console> {
    const parameters = new Map<string, string>();
    const client = await connectClient({
      credentials: studentCredentials(access),
      applicationName: consoleApplication,
      settings: consoleSettings,
      parameters,
    });
    return new Console({
      client,
      parameters,
      diskGauge: diskGauge(access),
      waitsForLock: () =>
        withAdmin(access, { applicationName: "carrel-locks" }, (admin) => waitsForLock(admin, client.processID)),
      stopBackend: (how) =>
        withAdmin(access, { applicationName: "carrel-stop" }, async (admin) => {
          const stop = how === "cancel" ? "pg_cancel_backend" : "pg_terminate_backend";
          await admin.query(`SELECT ${stop}($1)`, [client.processID]);
        }),
      transactions: transactions && {
        onOpen: transactions.onOpen,
        beforeCommit: () => transactions.beforeCommit(client.processID),
      },
    });
  }

  /** The id of the transaction that a backend has open; null where it has changed nothing. Throws as pg does. */
  findTransactionId({ backendPid, ...access }: ContainerAccess & { backendPid: number }): Promise<string | null> {
    return withAdmin(access, { applicationName: transactionsApplication }, (admin) =>
      findTransactionId(admin, backendPid),
    );
  }

  /** What became of a transaction whose connection is over; waits some seconds for one that is about to end. Never throws. */
  async readTransactionFate({ id, ...access }: ContainerAccess & { id: string }): Promise<TransactionFate> {
    try {
      return await withAdmin(access, { applicationName: transactionsApplication }, (admin) =>
        readTransactionFate(admin, id),
      );
    } catch {
      // PostgreSQL does not answer, or knows no such transaction: a person can still look at the data.
      return "unknown";
    }
  }

  /** Runs SQL on a console. The first error ends the run; it is part of the answer. */
  run(console: Console, sql: string, limits: RunLimits): Promise<QueryResponse> {
    return console.run(sql, limits);
  }

  close(console: Console): Promise<void> {
    return console.close();
  }
}

/** A connection as the student, to look at rows: to plan a question PostgreSQL may run what the student made. */
function connectReader(access: ContainerAccess, applicationName: string): Promise<pg.Client> {
  return connectClient({
    ...{ credentials: studentCredentials(access), applicationName, settings: readerSettings },
    ...{ connectTimeoutMs: 2_000, queryTimeoutMs: 2 * countTimeoutMs },
  });
}

/** One text of two statements, which PostgreSQL runs as one transaction: never one password without the other. */
async function passwordStatements(options: OpenAccessOptions): Promise<string> {
  const { passwords, mayCreateRoles, templatePassword, isClaimed } = options;
  // Of one that was ready before, the password may have been shown already.
  const isNew = templatePassword !== null || isClaimed;
  const [admin, student] = await Promise.all([
    scramVerifier(passwords.admin, fewestIterations),
    scramVerifier(passwords.student, isNew ? fewestIterations : usualIterations),
  ]);
  const createRole = mayCreateRoles ? "CREATEROLE" : "NOCREATEROLE";
  return `ALTER ROLE ${adminRole} PASSWORD '${admin}';
          ALTER ROLE ${studentRole} LOGIN ${createRole} CONNECTION LIMIT ${studentConnections} PASSWORD '${student}'`;
}
