import "server-only";
import type { ContainerState } from "@/lib/containers/docker-container-service";
import type { KeeperSession } from "@/lib/sessions/session-repository";

/** What is. Containers are listed before the rows are read, so every container of a row that exists has its row here. */
export interface FleetFacts {
  containers: ContainerState[];
  sessions: KeeperSession[];
  pool: { name: string; createdAt: Date }[];
  /** Builders that this keeper did not start belong to one that died. */
  keeperStartedAt: Date;
}

export type FleetStep =
  | { kind: "end-session"; sessionId: string }
  | { kind: "provision-session"; sessionId: string }
  | { kind: "recover-session"; sessionId: string; containerName: string }
  | { kind: "drop-pooled"; containerName: string }
  | { kind: "remove-container"; containerName: string };

/** Compares what is with what should be, in both directions. Pure: it asks nobody and changes nothing. */
export function planSteps(facts: FleetFacts): FleetStep[] {
  return [...sessionSteps(facts), ...poolSteps(facts), ...containerSteps(facts)];
}

function sessionSteps({ sessions, containers }: FleetFacts): FleetStep[] {
  const running = new Set(containers.filter((container) => container.running).map((container) => container.name));
  return sessions.flatMap((session): FleetStep[] => {
    const { id, state, containerName, expired, claimed } = session;
    if (expired) return [{ kind: "end-session", sessionId: id }];
    if (claimed) return [];
    if (state === "starting") return [{ kind: "provision-session", sessionId: id }];
    if (state !== "ready" || !containerName || running.has(containerName)) return [];
    return [{ kind: "recover-session", sessionId: id, containerName }];
  });
}

/** Waiting containers that stopped, and those whose start was cut off: its keeper is gone, because there is one at a time. */
function poolSteps({ pool, containers, keeperStartedAt }: FleetFacts): FleetStep[] {
  const running = new Set(containers.filter((container) => container.running).map((container) => container.name));
  const listed = new Set(containers.map((container) => container.name));
  return pool
    .filter(({ name, createdAt }) => !running.has(name) && (listed.has(name) || createdAt < keeperStartedAt))
    .map(({ name }) => ({ kind: "drop-pooled", containerName: name }));
}

function containerSteps({ sessions, pool, containers, keeperStartedAt }: FleetFacts): FleetStep[] {
  const wanted = new Set([
    ...sessions.flatMap((session) => [session.containerName, session.pooledName]),
    ...pool.map(({ name }) => name),
  ]);
  return containers
    .filter((container) => isLeftOver(container, wanted, keeperStartedAt))
    .map((container) => ({ kind: "remove-container", containerName: container.name }));
}

function isLeftOver(container: ContainerState, wanted: Set<string | null>, keeperStartedAt: Date): boolean {
  if (container.role === "session") return !wanted.has(container.name);
  if (container.role === "builder") return container.createdAt < keeperStartedAt;
  return false;
}
