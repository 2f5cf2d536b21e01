import "server-only";
import type { ContainerState } from "@/lib/containers/container-state";
import type { TestInstallation } from "./test-installation";

interface SessionFacts {
  id: string;
  state: string;
  containerName: string | null;
  pooledName: string | null;
  port: number | null;
  leased: boolean;
  hasPasswords: boolean;
}

interface PooledFacts {
  name: string;
  state: string;
  port: number | null;
}

/** Where rows and containers of an installation do not agree, in words; and sessions that stand in a passing state. */
export async function findFleetLeaks({
  containers,
  database,
}: Pick<TestInstallation, "containers" | "database">): Promise<string[]> {
  const listed = (await containers.listContainers()).filter(({ role }) => role !== "database");
  const sessions = await database.$queryRaw<SessionFacts[]>`
    SELECT id, state::text, container_name AS "containerName", pooled_name AS "pooledName", port,
      coalesce(lease_until > now(), false) AS leased,
      student_password IS NOT NULL OR admin_password IS NOT NULL AS "hasPasswords"
    FROM exercise_sessions`;
  const pool = await database.$queryRaw<PooledFacts[]>`SELECT name, state::text, port FROM pool_containers`;
  const graders = await database.$queryRaw<{ name: string }[]>`SELECT name FROM graders`;
  const shared = await database.$queryRaw<PooledFacts[]>`SELECT name, state::text, port FROM shared_copies`;
  const byName = new Map(listed.map((container) => [container.name, container]));
  const wanted = new Set([
    ...sessions.filter(({ state }) => state === "ready" || state === "hibernated").map((one) => one.containerName),
    ...[...pool, ...shared, ...graders].map(({ name }) => name),
  ]);
  return [
    ...sessions.flatMap((session) => sessionLeaks(session, byName)),
    ...pool.flatMap((one) => waitingLeaks("pooled", one, byName)),
    ...shared.flatMap((one) => waitingLeaks("shared", one, byName)),
    ...listed.filter(({ name }) => !wanted.has(name)).map(({ name }) => `container ${name} belongs to nobody`),
  ];
}

function sessionLeaks(session: SessionFacts, containers: Map<string, ContainerState>): string[] {
  const { id, state, containerName, port } = session;
  const container = containers.get(containerName ?? "");
  const leaks: string[] = [];
  if (state === "queued" || state === "starting") leaks.push(`session ${id} stands in ${state}`);
  if (session.leased) leaks.push(`session ${id} (${state}) is held by a lease`);
  if (state === "ready" && session.pooledName) leaks.push(`session ${id} still names ${session.pooledName}`);
  if (state === "ready" && !(container?.running && container.port === port))
    leaks.push(`session ${id} is ready, and ${containerName} ${wordsOf(container)} instead of running at port ${port}`);
  if (state === "hibernated" && (!container || container.running))
    leaks.push(`session ${id} sleeps, and ${containerName} ${wordsOf(container)}`);
  if ((state === "ended" || state === "failed") && session.hasPasswords)
    leaks.push(`session ${id} is ${state} and keeps its passwords`);
  return leaks;
}

function waitingLeaks(
  what: "pooled" | "shared",
  { name, state, port }: PooledFacts,
  containers: Map<string, ContainerState>,
): string[] {
  const container = containers.get(name);
  if (state === "ready" && container?.running && container.port === port) return [];
  return [`${what} ${name} is ${state} at port ${port}, and its container ${wordsOf(container)}`];
}

function wordsOf(container: ContainerState | undefined): string {
  if (!container) return "is gone";
  return container.running ? `runs at port ${container.port}` : "stands still";
}
