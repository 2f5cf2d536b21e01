// Brings Carrel's own database to the tables that prisma/migrations describes:
// DATABASE_URL=… node --conditions=react-server --import tsx scripts/prepare/migrate.ts
import { fileURLToPath } from "node:url";
import pg from "pg";
import { applyMigrations } from "./apply-migrations";
import { runStep } from "./parent-process";
import { Problem } from "./problem.mjs";

const migrationsDirectory = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

await runStep(async (report) => {
  const url = databaseUrl();
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while nothing runs would otherwise end this process without a word.
  client.on("error", (error) => report(error.message));
  await connect(client, url);
  try {
    return { applied: String(await applyMigrations({ client, directory: migrationsDirectory, report })) };
  } finally {
    await client.end();
  }
});

function databaseUrl(): URL {
  const text = process.env.DATABASE_URL ?? "";
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new Problem("DATABASE_URL is no postgresql:// address: correct it, or leave it out to use Carrel's own.");
}

async function connect(client: pg.Client, url: URL): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new Problem(
      `Carrel's database at ${url.host}${url.pathname} cannot be reached (${reason}): start it or correct DATABASE_URL.`,
    );
  }
}
