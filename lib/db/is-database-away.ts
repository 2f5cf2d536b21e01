import "server-only";
import { z } from "zod";
import { Prisma } from "@/lib/db/generated/client";
import { awayStates, DatabaseAwayError } from "./query-directly";

/** What Prisma's adapter for pg says of an error that PostgreSQL or the socket gave it. */
const adapterErrorSchema = z.object({
  driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
});

const awayKinds = [
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TlsConnectionError",
  "TooManyConnections",
];

/**
 * What pg says when its connection breaks without a word from the server, or when no answer comes: errors with neither a
 * code nor a class of their own, which Prisma passes on as they are (pg/lib/client.js).
 */
const brokenConnection = /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect)/;

/** Whether an error means that Carrel's own database could not be asked, which is never the same as "it has no such row". */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError || error instanceof DatabaseAwayError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return error instanceof Error && brokenConnection.test(error.message);
  }
  // P10xx is about reaching the server, P2024 about waiting too long for a connection.
  if (/^(P10|P2024)/.test(error.code)) return true;
  const parsed = adapterErrorSchema.safeParse(error.meta);
  if (!parsed.success) return false;
  const { kind, originalCode } = parsed.data.driverAdapterError.cause;
  return awayKinds.includes(kind) || awayStates.test(originalCode ?? "");
}
