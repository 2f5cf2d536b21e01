import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { Database } from "@/lib/db/database";
import type { Health } from "@/lib/schemas/health";
import { isKeeperActive } from "./keeper-lock";
import { withinPatience } from "./within-patience";

interface HealthOptions {
  database: Database;
  containers: DockerContainerService;
}

/** What a dependency may take to answer before it counts as down. */
const patienceMs = 3_000;

/** Asks each dependency how it is. Never throws. */
export async function readHealth({ database, containers }: HealthOptions): Promise<Health> {
  const [databaseState, docker, keeper, templates] = await Promise.all([
    probe(async () => void (await database.$queryRaw`SELECT 1`), "Carrel's database does not answer."),
    probe(() => containers.ping(), "Docker does not answer."),
    probe(() => requireKeeper(database), "No keeper is running."),
    countTemplates(database).catch(() => null),
  ]);
  const ok = databaseState.ok && docker.ok && keeper.ok;
  return { status: ok ? "ok" : "degraded", dependencies: { database: databaseState, docker, keeper }, templates };
}

async function requireKeeper(database: Database): Promise<void> {
  if (!(await isKeeperActive(database))) throw new Error("the keeper's lock is free");
}

async function probe(ask: () => Promise<void>, message: string): Promise<{ ok: boolean; message?: string }> {
  try {
    await withinPatience(ask(), patienceMs);
    return { ok: true };
  } catch {
    // The reason is in the log of whoever needed the dependency; here only its state is told.
    return { ok: false, message };
  }
}

async function countTemplates(database: Database): Promise<NonNullable<Health["templates"]>> {
  const asked = database.exerciseDatabase.groupBy({ by: ["buildState"], _count: true });
  const counts = await withinPatience(asked, patienceMs);
  const of = (state: string) => counts.find((count) => count.buildState === state)?._count ?? 0;
  return { building: of("building"), ready: of("ready"), failed: of("failed") };
}
