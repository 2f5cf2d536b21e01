import "server-only";
import type { ContainerCreateOptions } from "dockerode";

export const postgresPort = "5432/tcp";

/** What one container may use of the host, and where it is reached. */
export interface ContainerLimits {
  memoryBytes: number;
  cpus: number;
  pids: number;
  shmBytes: number;
  fileSizeBytes: number;
  /** Of each process, beyond what processes share; without it, only the container as a whole is limited. */
  dataBytes?: number;
}

export interface ContainerSpecOptions {
  name: string;
  image: string;
  labels: Record<string, string>;
  network: string;
  portRange: { first: number; last: number };
  bindAddress: string;
  limits: ContainerLimits;
}

/** Turns a request into Docker's words. Every wall around a student's PostgreSQL stands here. */
export function containerSpec(options: ContainerSpecOptions): ContainerCreateOptions {
  const { limits, portRange } = options;
  return {
    name: options.name,
    Image: options.image,
    Hostname: "carrel",
    Labels: options.labels,
    User: "postgres",
    ExposedPorts: { [postgresPort]: {} },
    HostConfig: {
      // Docker picks a free port of the range by itself, atomically.
      PortBindings: {
        [postgresPort]: [{ HostIp: options.bindAddress, HostPort: `${portRange.first}-${portRange.last}` }],
      },
      NetworkMode: options.network,
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      Privileged: false,
      Memory: limits.memoryBytes,
      // The same figure for memory and swap together means: no swap.
      MemorySwap: limits.memoryBytes,
      NanoCpus: Math.round(limits.cpus * 1e9),
      PidsLimit: limits.pids,
      ShmSize: limits.shmBytes,
      // PostgreSQL answers a write beyond this with a clean error instead of filling the disk.
      Ulimits: [
        { Name: "fsize", Soft: limits.fileSizeBytes, Hard: limits.fileSizeBytes },
        { Name: "core", Soft: 0, Hard: 0 },
        // PostgreSQL answers an allocation beyond this with "out of memory", where the kernel would end the whole server.
        ...(limits.dataBytes ? [{ Name: "data", Soft: limits.dataBytes, Hard: limits.dataBytes }] : []),
      ],
      LogConfig: { Type: "json-file", Config: { "max-size": "1m", "max-file": "1" } },
      RestartPolicy: { Name: "no" },
      IpcMode: "private",
    },
  };
}

/** `sql-exercise-{studentId}-{exerciseId}-{uuid}` */
export function sessionContainerName(options: { studentId: string; exerciseId: string; uuid: string }): string {
  return `sql-exercise-${options.studentId}-${options.exerciseId}-${options.uuid}`;
}
