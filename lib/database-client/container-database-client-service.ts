import "server-only";
import pg from "pg";
import { AppError } from "@/lib/errors/app-error";
import type { QueryResponse } from "@/lib/schemas/query";
import { adminRole, type Credentials, connectClient, endClient, exerciseDatabase, studentRole } from "./connect-client";
import { type BackendStopper, Console, type RunLimits } from "./console";
import { scramVerifier } from "./scram-verifier";

interface Address {
  host: string;
  port: number;
}

/** The passwords of one container's two roles. */
export interface ContainerPasswords {
  admin: string;
  student: string;
}

export interface OpenAccessOptions {
  address: Address;
  passwords: ContainerPasswords;
  /** The template's own administrator password, valid until this container gets its own; null once it surely has. */
  templatePassword: string | null;
  /** Exercises about permissions let the student make roles. */
  mayCreateRoles: boolean;
  timeoutMs: number;
  /** False where it was proved before, when the container was put into the pool. */
  provesStudentAccess?: boolean;
  onStage?: (stage: "postgres" | "access") => Promise<void>;
}

const retryDelayMs = 15;

/**
 * Talks to PostgreSQL inside the containers: opens the access of a new one, runs a student's SQL, closes.
 * What SQL causes comes back as a value; only infrastructure throws.
 */
export class ContainerDatabaseClientService {
  /**
   * Waits until PostgreSQL takes connections, gives both roles this container's own passwords and proves with a real
   * `SELECT 1` over TCP that the student gets in. Safe to repeat on a container that was opened before.
   * @throws AppError start_failed when that takes longer than `timeoutMs`
   */
  async openAccess(options: OpenAccessOptions): Promise<void> {
    const deadline = performance.now() + options.timeoutMs;
    await options.onStage?.("postgres");
    const [admin, setPasswords] = await Promise.all([
      this.connectAdminWithin(options, deadline),
      passwordStatements(options),
    ]);
    try {
      await options.onStage?.("access");
      await admin.query(setPasswords);
    } finally {
      await endClient(admin);
    }
    if (options.provesStudentAccess !== false) await this.proveStudentAccess(options);
  }

  private async proveStudentAccess({ address, passwords }: OpenAccessOptions): Promise<void> {
    const credentials = studentCredentials(address, passwords);
    const student = await connectClient({ credentials, applicationName: "carrel-readiness" });
    try {
      await student.query("SELECT 1");
    } finally {
      await endClient(student);
    }
  }

  /** Opens one connection as the student. Throws pg's error where PostgreSQL refuses. */
  async connect(options: { address: Address; passwords: ContainerPasswords }): Promise<Console> {
    const { address, passwords } = options;
    const credentials = studentCredentials(address, passwords);
    const client = await connectClient({ credentials, applicationName: "carrel" });
    try {
      const { rows } = await client.query<{ pid: number }>("SELECT pg_catalog.pg_backend_pid() AS pid");
      const pid = rows[0]?.pid;
      if (pid === undefined) throw new Error("PostgreSQL did not say which backend serves this connection");
      return new Console(client, pid, this.backendStopper(address, passwords));
    } catch (error) {
      await endClient(client);
      throw error;
    }
  }

  /** Runs SQL on a console. The first error ends the run; it is part of the answer. */
  run(console: Console, sql: string, limits: RunLimits): Promise<QueryResponse> {
    return console.run(sql, limits);
  }

  close(console: Console): Promise<void> {
    return console.close();
  }

  private backendStopper(address: Address, passwords: ContainerPasswords): BackendStopper {
    return async (backendPid, how) => {
      const credentials = adminCredentials(address, passwords.admin);
      const admin = await connectClient({ credentials, applicationName: "carrel-stop", connectTimeoutMs: 2_000 });
      try {
        const stop = how === "cancel" ? "pg_cancel_backend" : "pg_terminate_backend";
        await admin.query(`SELECT pg_catalog.${stop}($1)`, [backendPid]);
      } finally {
        await endClient(admin);
      }
    };
  }

  private async connectAdminWithin(options: OpenAccessOptions, deadline: number): Promise<pg.Client> {
    let password = options.templatePassword ?? options.passwords.admin;
    for (;;) {
      try {
        const credentials = adminCredentials(options.address, password);
        return await connectClient({ credentials, applicationName: "carrel-access", connectTimeoutMs: 2_000 });
      } catch (error) {
        if (performance.now() > deadline) throw notReadyInTime(error);
        // A container that was opened before has its own password already.
        if (error instanceof pg.DatabaseError && error.code === "28P01") password = otherPassword(password, options);
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
      }
    }
  }
}

/** One text of two statements, which PostgreSQL runs as one transaction: never one password without the other. */
async function passwordStatements({ passwords, mayCreateRoles }: OpenAccessOptions): Promise<string> {
  const [admin, student] = await Promise.all([scramVerifier(passwords.admin), scramVerifier(passwords.student)]);
  const createRole = mayCreateRoles ? "CREATEROLE" : "NOCREATEROLE";
  return `ALTER ROLE ${adminRole} PASSWORD '${admin}';
          ALTER ROLE ${studentRole} LOGIN ${createRole} CONNECTION LIMIT -1 PASSWORD '${student}'`;
}

export function adminCredentials(address: Address, password: string): Credentials {
  return { ...address, user: adminRole, password, database: exerciseDatabase };
}

export function studentCredentials(address: Address, passwords: ContainerPasswords): Credentials {
  return { ...address, user: studentRole, password: passwords.student, database: exerciseDatabase };
}

function otherPassword(tried: string, options: OpenAccessOptions): string {
  const { templatePassword, passwords } = options;
  return tried === passwords.admin ? (templatePassword ?? tried) : passwords.admin;
}

function notReadyInTime(cause: unknown): AppError {
  return new AppError("start_failed", {
    publicMessage: "Your database did not start in time. Try again.",
    cause,
  });
}
