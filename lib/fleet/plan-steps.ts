import "server-only";
import type { ContainerState } from "@/lib/containers/container-state";
import type { KeeperSession } from "@/lib/sessions/session-repository";
import type { KeptSharedCopy } from "@/lib/shared-copies/shared-copy-repository";

/** What is. Containers are listed before the rows are read, so every container of a row that exists has its row here. */
export interface FleetFacts {
  containers: ContainerState[];
  sessions: KeeperSession[];
  pool: { name: string; state: "starting" | "ready"; createdAt: Date }[];
  /** Containers that answers are checked in, and whether nobody has used them for long. */
  graders: { name: string; idle: boolean }[];
  shared: KeptSharedCopy[];
  /** Builders that this keeper did not start belong to one that died. */
  keeperStartedAt: Date;
  /** False while it is not known how long a session has really been idle: just after a boot, or when the clock jumped. */
  idleClockRuns: boolean;
}

export type FleetStep =
  | { kind: "end-session"; subject: string }
  | { kind: "provision-session"; subject: string }
  | { kind: "recover-session"; subject: string }
  | { kind: "lose-session"; subject: string }
  | { kind: "name-container"; subject: string }
  | { kind: "hibernate-session"; subject: string }
  | { kind: "stop-asleep"; subject: string }
  | { kind: "drop-pooled"; subject: string }
  | { kind: "drop-grader"; subject: string }
  | { kind: "drop-shared"; subject: string }
  | { kind: "remove-container"; subject: string };

/**
 * Compares what is with what should be, in both directions. Pure: it asks nobody and changes nothing.
 * A step's subject is a session's id, or a container's name.
 */
export function planSteps(facts: FleetFacts): FleetStep[] {
  return [
    ...sessionSteps(facts),
    ...poolSteps(facts),
    ...sharedSteps(facts),
    ...graderSteps(facts),
    ...containerSteps(facts),
  ];
}

function sessionSteps({ sessions, containers, idleClockRuns }: FleetFacts): FleetStep[] {
  const byName = new Map(containers.map((container) => [container.name, container]));
  return sessions.flatMap((session): FleetStep[] => {
    // Whoever works on it will see to it.
    if (session.claimed) return [];
    if (session.expired && idleClockRuns) return [{ kind: "end-session", subject: session.id }];
    const container = byName.get(session.pooledName ?? "") ?? byName.get(session.containerName ?? "");
    const kind = stepFor(session, container, idleClockRuns);
    return kind ? [{ kind, subject: session.id }] : [];
  });
}

function stepFor(
  session: KeeperSession,
  container: ContainerState | undefined,
  idleClockRuns: boolean,
): FleetStep["kind"] | null {
  switch (session.state) {
    case "starting":
      return "provision-session";
    case "ready":
      if (!container?.running) return "recover-session";
      if (session.pooledName) return "name-container";
      return session.idle && idleClockRuns ? "hibernate-session" : null;
    case "hibernated":
      if (!container) return "lose-session";
      return container.running ? "stop-asleep" : null;
    default:
      return null;
  }
}

/** Waiting containers that do not run, and those whose start was cut off: its keeper is gone, because there is one at a time. */
function poolSteps({ pool, containers, keeperStartedAt }: FleetFacts): FleetStep[] {
  const running = new Set(containers.filter((container) => container.running).map((container) => container.name));
  return pool
    .filter(({ name, state, createdAt }) => (state === "ready" ? !running.has(name) : createdAt < keeperStartedAt))
    .map(({ name }) => ({ kind: "drop-pooled", subject: name }));
}

function graderSteps({ graders, idleClockRuns }: FleetFacts): FleetStep[] {
  if (!idleClockRuns) return [];
  return graders.filter(({ idle }) => idle).map(({ name }) => ({ kind: "drop-grader", subject: name }));
}

/** Shared copies that nobody needs any more, and those that do not run: the next who asks gets a new one. */
function sharedSteps({ shared, containers }: FleetFacts): FleetStep[] {
  const running = new Set(containers.filter((container) => container.running).map((container) => container.name));
  return shared
    .filter(({ name, state, unwanted }) => unwanted || (state === "ready" && !running.has(name)))
    .map(({ name }) => ({ kind: "drop-shared", subject: name }));
}

function containerSteps({ sessions, pool, shared, graders, containers, keeperStartedAt }: FleetFacts): FleetStep[] {
  const wanted = new Set([
    ...sessions.flatMap((session) => [session.containerName, session.pooledName]),
    ...pool.map(({ name }) => name),
    ...shared.map(({ name }) => name),
    ...graders.map(({ name }) => name),
  ]);
  return containers
    .filter((container) => isLeftOver(container, wanted, keeperStartedAt))
    .map((container) => ({ kind: "remove-container", subject: container.name }));
}

/** Each of these containers has a row that was there before it. */
const rolesOfRows: (string | null)[] = ["session", "shared", "grader"];

function isLeftOver(container: ContainerState, wanted: Set<string | null>, keeperStartedAt: Date): boolean {
  if (rolesOfRows.includes(container.role)) return !wanted.has(container.name);
  if (container.role === "builder") return container.createdAt < keeperStartedAt;
  return false;
}
