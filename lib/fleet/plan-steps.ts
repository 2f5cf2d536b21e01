import "server-only";
import type { ContainerState } from "@/lib/containers/docker-container-service";
import type { KeeperSession } from "@/lib/sessions/session-repository";

/** What is. Containers are listed before the rows are read, so every container of a row that exists has its row here. */
export interface FleetFacts {
  containers: ContainerState[];
  sessions: KeeperSession[];
  /** Builders that this keeper did not start belong to one that died. */
  keeperStartedAt: Date;
}

export type FleetStep =
  | { kind: "end-session"; sessionId: string }
  | { kind: "provision-session"; sessionId: string }
  | { kind: "recover-session"; sessionId: string; containerName: string }
  | { kind: "remove-container"; containerName: string };

/** Compares what is with what should be, in both directions. Pure: it asks nobody and changes nothing. */
export function planSteps(facts: FleetFacts): FleetStep[] {
  return [...sessionSteps(facts), ...containerSteps(facts)];
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

function containerSteps({ sessions, containers, keeperStartedAt }: FleetFacts): FleetStep[] {
  const wanted = new Set(sessions.map((session) => session.containerName));
  return containers
    .filter((container) => isLeftOver(container, wanted, keeperStartedAt))
    .map((container) => ({ kind: "remove-container", containerName: container.name }));
}

function isLeftOver(container: ContainerState, wanted: Set<string | null>, keeperStartedAt: Date): boolean {
  if (container.role === "session") return !wanted.has(container.name);
  if (container.role === "builder") return container.createdAt < keeperStartedAt;
  return false;
}
