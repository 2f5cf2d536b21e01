import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/db/generated/client";

export type Database = PrismaClient;

/** Opens Carrel's own database. Connections are made on use, so this neither waits nor throws. */
export function openDatabase(options: { url: string; maxConnections?: number }): Database {
  const adapter = new PrismaPg({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    // Where the network swallows everything, no answer would ever come, and nobody would be told.
    query_timeout: 10_000,
    application_name: "carrel",
  });
  return new PrismaClient({ adapter });
}
