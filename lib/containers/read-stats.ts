import "server-only";
import type Docker from "dockerode";
import { askDocker } from "./docker-error";

/** What a container uses now. `cpuNanoseconds` counts from its start, over all processors. */
export interface ContainerStats {
  /** Without the page cache, as `docker stats` shows it. */
  memoryBytes: number;
  memoryLimitBytes: number;
  cpuNanoseconds: number;
  onlineCpus: number;
  pids: number;
}

/** @returns null where the container is gone or stands still */
export async function readStats(docker: Docker, name: string): Promise<ContainerStats | null> {
  // One shot: Docker would otherwise take two readings, a second apart.
  const options = { stream: false, "one-shot": true } as const;
  const found = await askDocker(() => docker.getContainer(name).stats(options), [404]);
  // Of a container that stands still Docker gives the same document, without figures.
  if (!found?.memory_stats.usage) return null;
  const { memory_stats: memory, cpu_stats: cpu, pids_stats: pids } = found;
  return {
    memoryBytes: memory.usage - inactiveFileBytes(memory),
    memoryLimitBytes: memory.limit,
    cpuNanoseconds: cpu.cpu_usage.total_usage,
    onlineCpus: cpu.online_cpus,
    pids: pids?.current ?? 0,
  };
}

/**
 * The part of the page cache that the kernel gives back at any time; cgroup 1 and 2 name it differently.
 * https://docs.docker.com/reference/cli/docker/container/stats/
 */
function inactiveFileBytes({ stats, usage }: Docker.MemoryStats): number {
  const bytes = stats.total_inactive_file ?? stats.inactive_file ?? 0;
  return bytes < usage ? bytes : 0;
}
