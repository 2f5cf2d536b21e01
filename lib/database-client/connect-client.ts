import "server-only";
import pg from "pg";
import { signInWithScram } from "./sign-in-with-scram";

declare module "pg" {
  interface Client {
    /** The backend that serves this connection, as PostgreSQL said when it let us in. pg's types leave it out. */
    readonly processID: number;
  }
}

export interface Credentials {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The names inside every exercise container. The first is the bootstrap superuser, which only Carrel uses. */
export const adminRole = "carrel";
export const studentRole = "student";
export const exerciseDatabase = "exercise";

interface ConnectOptions {
  credentials: Credentials;
  applicationName: string;
  connectTimeoutMs?: number;
  /** For Carrel's own questions, which PostgreSQL answers at once or not at all. */
  queryTimeoutMs?: number;
  /** Settings of this connection, as in `-c name=value`. */
  settings?: string;
  /** Is filled with what PostgreSQL reports of its settings, and follows their changes. */
  parameters?: Map<string, string>;
}

/** pg tells of it, and its types do not. */
interface ParameterStatus {
  parameterName: string;
  parameterValue: string;
}

/**
 * Opens one connection to PostgreSQL in a container. Throws pg's error where that fails; the socket is closed then.
 * pg turns off Nagle's algorithm by itself.
 */
export async function connectClient(options: ConnectOptions): Promise<pg.Client> {
  const client = new pg.Client({
    ...options.credentials,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    keepAlive: true,
    ...(options.queryTimeoutMs ? { query_timeout: options.queryTimeoutMs } : {}),
    ...(options.settings ? { options: options.settings } : {}),
  });
  // Without a listener, a container that goes away while the connection is idle would end the process.
  client.on("error", () => undefined);
  client.connection.on("parameterStatus", ({ parameterName, parameterValue }: ParameterStatus) =>
    options.parameters?.set(parameterName, parameterValue),
  );
  try {
    const connected = client.connect();
    signInWithScram(client.connection, options.credentials.password);
    await connected;
    return client;
  } catch (error) {
    await endClient(client);
    throw error;
  }
}

/** Whether PostgreSQL let nobody in because the student's own clients hold every connection there is. */
export function isOutOfConnections(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "53300";
}

const farewellMs = 1_000;

/** Closes a connection, also a broken one on which PostgreSQL no longer answers. */
export async function endClient(client: pg.Client): Promise<void> {
  const giveUp = setTimeout(() => client.connection.stream.destroy(), farewellMs);
  try {
    await client.end();
  } catch (error) {
    // The peer is gone already, which is what was wanted.
    if (!(error instanceof Error)) throw error;
  } finally {
    clearTimeout(giveUp);
  }
}
