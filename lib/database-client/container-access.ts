import "server-only";
import type pg from "pg";
import { adminRole, type Credentials, connectClient, endClient, exerciseDatabase, studentRole } from "./connect-client";

/** The passwords of one container's two roles. */
export interface ContainerPasswords {
  admin: string;
  student: string;
}

/** Where a container's PostgreSQL is reached, and what it takes to get in. */
export interface ContainerAccess {
  address: { host: string; port: number };
  passwords: ContainerPasswords;
}

/** What it takes to ask as the administrator. */
export interface AdminAccess {
  address: ContainerAccess["address"];
  passwords: Pick<ContainerPasswords, "admin">;
}

interface AdminOptions {
  applicationName: string;
  queryTimeoutMs?: number;
}

/** A function or an operator that a student made must never run with an administrator's rights. */
const settings = "-c search_path=pg_catalog";

/** Opens a connection as the administrator, to ask PostgreSQL something that it answers at once or not at all. */
export function connectAdmin({ address, passwords }: AdminAccess, options: AdminOptions): Promise<pg.Client> {
  const credentials = adminCredentials(address, passwords.admin);
  return connectClient({ credentials, connectTimeoutMs: 2_000, queryTimeoutMs: 2_000, settings, ...options });
}

/** Does something as the administrator. Nobody waits for the farewell: what was asked is answered. */
export async function withAdmin<T>(
  access: AdminAccess,
  options: AdminOptions,
  work: (admin: pg.Client) => Promise<T>,
): Promise<T> {
  const admin = await connectAdmin(access, options);
  try {
    return await work(admin);
  } finally {
    void endClient(admin);
  }
}

export function adminCredentials(address: ContainerAccess["address"], password: string): Credentials {
  return { ...address, user: adminRole, password, database: exerciseDatabase };
}

export function studentCredentials({ address, passwords }: ContainerAccess): Credentials {
  return { ...address, user: studentRole, password: passwords.student, database: exerciseDatabase };
}
