import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { Problem } from "../prepare/problem.mjs";

export interface PostgresAccess {
  port: number;
  user: string;
  password: string;
  database: string;
}

const timeoutMs = 120_000;

/** Short, so that a baseline is not made slower by how it is looked at. */
const retryDelayMs = 5;

/** Waits until PostgreSQL answers a SELECT 1 over TCP. @throws Problem when that takes too long */
export async function untilFirstAnswer(access: PostgresAccess): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await selectOne(access);
    } catch (error) {
      if (performance.now() > deadline) throw noAnswer(error);
      await delay(retryDelayMs);
    }
  }
}

/** Opens a connection that the caller closes. */
export async function connectTo(access: PostgresAccess): Promise<pg.Client> {
  const client = new pg.Client({ host: "127.0.0.1", connectionTimeoutMillis: 2_000, keepAlive: true, ...access });
  // Without a listener, a connection that breaks while nothing runs would end the process without a word.
  client.on("error", (error) => console.error(error.message));
  await client.connect();
  return client;
}

async function selectOne(access: PostgresAccess): Promise<void> {
  const client = await connectTo(access);
  try {
    await client.query("SELECT 1");
  } finally {
    // The answer has come; the farewell is not waited for.
    client.end().catch((error: Error) => console.error(error.message));
  }
}

function noAnswer(cause: unknown): Problem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Problem(`PostgreSQL in a container without Carrel did not answer within ${timeoutMs / 1000} s: ${reason}`);
}
