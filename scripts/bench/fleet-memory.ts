import type Docker from "dockerode";
import { z } from "zod";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import { type ProcessMemory, readAvailableBytes, readProcesses } from "./process-memory";
import { runInParallel } from "./run-in-parallel";

/** Memory in bytes, by who has it. */
export interface FleetMemory {
  sessions: number;
  /** The part of it that is files of theirs which the kernel keeps because they were read lately. */
  sessionFiles: number;
  shims: number;
  proxies: number;
  /** dockerd and containerd, which keep something for each container. */
  engine: number;
  /** Web server, keeper and Carrel's own database. */
  carrel: number;
  /** What the kernel could still give away. */
  available: number;
  /** Whether shared pages were counted by their share, which takes root's rights. */
  isExact: boolean;
}

const statsSchema = z.object({
  memory_stats: z.object({
    usage: z.number(),
    stats: z.object({
      inactive_file: z.number(),
      active_file: z.number(),
      // Version 1 of cgroups counts what is below apart.
      total_inactive_file: z.number().optional(),
      total_active_file: z.number().optional(),
    }),
  }),
});

const statsAtOnce = 8;

/** Counts the memory of an installation's containers and of all that runs because of them. */
export async function readFleetMemory(options: { docker: Docker; instance: string }): Promise<FleetMemory> {
  const { docker, instance } = options;
  const filters = { label: [`${instanceLabel}=${instance}`] };
  const containers = await docker.listContainers({ filters });
  const bytes = await runInParallel({
    items: containers,
    atOnce: statsAtOnce,
    work: ({ Id }) => readContainerBytes(docker, Id),
  });
  const ofRole = (role: string) => bytes.filter((_, index) => containers[index]?.Labels[roleLabel] === role);
  const roleBytes = (role: string) => sum(ofRole(role).map(({ counted }) => counted));
  const sessions = containers.filter(({ Labels }) => Labels[roleLabel] === "session");
  const ids = new Set(sessions.map(({ Id }) => Id));
  const ports = new Set(sessions.flatMap(({ Ports }) => Ports.map(({ PublicPort }) => String(PublicPort))));
  const processes = await readProcesses(({ name, args }) => kindOf(name, args, { ids, ports }) !== null);
  const processBytes = (kind: Kind) =>
    sum(processes.filter(({ name, args }) => kindOf(name, args, { ids, ports }) === kind).map((one) => one.bytes));
  return {
    sessions: roleBytes("session"),
    sessionFiles: sum(ofRole("session").map(({ files }) => files)),
    shims: processBytes("shim"),
    proxies: processBytes("proxy"),
    engine: processBytes("engine"),
    carrel: processBytes("carrel") + roleBytes("database"),
    available: await readAvailableBytes(),
    isExact: processes.every(({ isShare }: ProcessMemory) => isShare),
  };
}

type Kind = "shim" | "proxy" | "engine" | "carrel";

function kindOf(name: string, args: string[], known: { ids: Set<string>; ports: Set<string> }): Kind | null {
  const after = (flag: string) => args[args.indexOf(flag) + 1] ?? "";
  if (args[0]?.includes("containerd-shim")) return known.ids.has(after("-id")) ? "shim" : null;
  if (args[0]?.endsWith("docker-proxy")) return known.ports.has(after("-host-port")) ? "proxy" : null;
  if (name === "dockerd" || name === "containerd") return "engine";
  if (name.startsWith("next-server") || args.includes("scripts/keeper.ts")) return "carrel";
  return null;
}

/** As `docker stats` counts: without the part of the page cache that the kernel would give up at once. */
async function readContainerBytes(docker: Docker, id: string): Promise<{ counted: number; files: number }> {
  const stats: unknown = await docker.getContainer(id).stats({ stream: false, "one-shot": true });
  const { usage, stats: parts } = statsSchema.parse(stats).memory_stats;
  return {
    counted: usage - (parts.total_inactive_file ?? parts.inactive_file),
    files: parts.total_active_file ?? parts.active_file,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
