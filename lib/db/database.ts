import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/lib/db/generated/client";
import { directQueries, type QueryDirectly } from "./query-directly";

export type Database = PrismaClient & { queryDirectly: QueryDirectly };

/** Opens Carrel's own database. Connections are made on use, so this neither waits nor throws. */
export function openDatabase(options: { url: string; maxConnections?: number }): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    // Where the network swallows everything, no answer would ever come, and nobody would be told.
    query_timeout: 10_000,
    application_name: "carrel",
  });
  // A connection that breaks while idle is replaced on the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  const disconnect = client.$disconnect.bind(client);
  return Object.assign(client, {
    queryDirectly: directQueries(pool),
    $disconnect: async () => {
      await disconnect();
      if (!pool.ending) await pool.end();
    },
  });
}
