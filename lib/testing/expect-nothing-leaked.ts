import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import { findFleetLeaks } from "./find-fleet-leaks";
import { readDescriptors } from "./read-descriptors";
import { readSockets } from "./read-sockets";
import type { TestInstallation } from "./test-installation";

/** The parts of an installation that are looked at. */
type LookedAt = Pick<TestInstallation, "docker" | "containers" | "database" | "config">;

interface LeakOptions {
  /** What a keeper would do meanwhile; it is repeated until nothing is left over. */
  recover?: () => Promise<unknown>;
  patienceMs?: number;
  /** What `readDescriptors` gave for this process when the test began. */
  descriptorsBefore?: Map<string, number>;
  /** A process in the network namespace in which containers are published; without it, this one. */
  publisher?: number;
}

/** How long after a fault everything must be in order again. */
const defaultPatienceMs = 60_000;
const lookAgainMs = 200;

/** Connections that are kept open for reuse: ten to Carrel's database, and some to Docker, for each set of services. */
const descriptorAllowance = 40;

/**
 * What must hold after every fault: containers, networks, volumes, ports, connections and descriptors are those that live
 * sessions and the pool need, and no session stands in a passing state. Waits for it, and throws what is left over.
 */
export async function expectNothingLeaked(carrel: LookedAt, options: LeakOptions = {}): Promise<void> {
  const deadline = performance.now() + (options.patienceMs ?? defaultPatienceMs);
  for (;;) {
    await options.recover?.();
    const leaks = await findLeaks(carrel, options);
    if (leaks.length === 0) return;
    if (performance.now() > deadline) throw new Error(`left over:\n${leaks.join("\n")}`);
    await delay(lookAgainMs);
  }
}

async function findLeaks(carrel: LookedAt, options: LeakOptions): Promise<string[]> {
  return [
    ...(await findFleetLeaks(carrel)),
    ...(await findNetworkLeaks(carrel)),
    ...(await findVolumeLeaks(carrel)),
    ...(await findPortLeaks(carrel, options.publisher)),
    ...(await findConnectionLeaks(carrel)),
    ...(options.descriptorsBefore ? findDescriptorLeaks(options.descriptorsBefore) : []),
  ];
}

/** A network that is not one of the installation's, or that still holds a place for a container that is gone. */
async function findNetworkLeaks({ docker, containers, config }: LookedAt): Promise<string[]> {
  const filters = { label: [`${instanceLabel}=${config.instance}`] };
  const known = new Set((await containers.listContainers()).map(({ id }) => id));
  const leaks: string[] = [];
  for (const { Id: id, Name: name } of await docker.listNetworks({ filters })) {
    if (!name.startsWith(`carrel-${config.instance}-`)) leaks.push(`network ${name}`);
    const { Containers: attached } = await docker.getNetwork(id).inspect();
    const strangers = Object.keys(attached ?? {}).filter((container) => !known.has(container));
    leaks.push(...strangers.map((container) => `network ${name} still holds container ${container}`));
  }
  return leaks;
}

async function findVolumeLeaks({ docker, config }: LookedAt): Promise<string[]> {
  const filters = { label: [`${instanceLabel}=${config.instance}`] };
  const { Volumes: volumes } = await docker.listVolumes({ filters });
  const mounted = (await docker.listContainers({ all: true, filters })).filter(
    ({ Mounts: mounts }) => mounts.length > 0,
  );
  // Carrel's own database is the one container that keeps its data in a volume.
  const ofSessions = <T extends { Labels: Record<string, string> }>(things: T[]) =>
    things.filter(({ Labels: labels }) => labels?.[roleLabel] !== "database");
  return [
    ...ofSessions(volumes).map(({ Name: name }) => `volume ${name}`),
    ...ofSessions(mounted).map(({ Names: [name] }) => `container ${name} has a volume`),
  ];
}

/** Ports of the sessions' range on which somebody listens, and which no row and no other installation's container has. */
async function findPortLeaks({ docker, database, config }: LookedAt, publisher?: number): Promise<string[]> {
  const { first, last } = config.session.portRange;
  const listening = [...readSockets(publisher).listening].filter((port) => port >= first && port <= last);
  if (listening.length === 0) return [];
  const rows = await database.$queryRaw<{ port: number }[]>`
    SELECT port FROM exercise_sessions WHERE port IS NOT NULL
    UNION ALL SELECT port FROM pool_containers WHERE port IS NOT NULL
    UNION ALL SELECT port FROM shared_copies WHERE port IS NOT NULL
    UNION ALL SELECT port FROM graders WHERE port IS NOT NULL`;
  // The tests of another checkout may run beside, on the same ports.
  const others = (await docker.listContainers()).filter(({ Labels }) => Labels[instanceLabel] !== config.instance);
  const othersPorts = others.flatMap(({ Ports }) => Ports.map(({ PublicPort }) => PublicPort));
  const known = new Set([...rows.map(({ port }) => port), ...othersPorts]);
  return listening.filter((port) => !known.has(port)).map((port) => `port ${port} is taken by nobody's container`);
}

/** The database's side of a connection whose other side is no socket of this host any more. */
async function findConnectionLeaks({ database }: LookedAt): Promise<string[]> {
  const rows = await database.$queryRaw<{ port: number; name: string; query: string }[]>`
    SELECT client_port AS port, application_name AS name, left(query, 60) AS query FROM pg_stat_activity
    WHERE datname = current_database() AND client_port > 0`;
  const { connected } = readSockets();
  return rows
    .filter(({ port }) => !connected.has(port))
    .map(({ port, name, query }) => `the database still has a connection of ${name} (port ${port}: ${query})`);
}

function findDescriptorLeaks(before: Map<string, number>): string[] {
  return [...readDescriptors(process.pid)]
    .filter(([kind, count]) => count > (before.get(kind) ?? 0) + descriptorAllowance)
    .map(([kind, count]) => `${count} descriptors of kind ${kind}, and ${before.get(kind) ?? 0} before`);
}
