import "server-only";
import { readFile, statfs } from "node:fs/promises";
import type Docker from "dockerode";
import { z } from "zod";
import { askDocker } from "./docker-error";

/** The machine that Docker runs on. What only that machine knows of itself is null where Carrel runs on another one. */
export interface HostFacts {
  memoryTotalBytes: number;
  /** What new programs could get without swapping. */
  memoryAvailableBytes: number | null;
  cpus: number;
  /** Free for Docker's files. */
  diskFreeBytes: number | null;
  diskTotalBytes: number | null;
}

const infoSchema = z.object({ MemTotal: z.number(), NCPU: z.number(), DockerRootDir: z.string() });

/** @throws AppError docker_unavailable */
export async function readHost(docker: Docker): Promise<HostFacts> {
  const info = infoSchema.parse(await askDocker(() => docker.info()));
  // A Docker behind a socket may still be in a machine of its own; then its folder is not here.
  const disk = isOverSocket(docker) ? await findDisk(info.DockerRootDir) : null;
  return {
    memoryTotalBytes: info.MemTotal,
    memoryAvailableBytes: disk ? await findAvailableMemory() : null,
    cpus: info.NCPU,
    diskFreeBytes: disk?.freeBytes ?? null,
    diskTotalBytes: disk?.totalBytes ?? null,
  };
}

/** Free for Docker's files, for whoever asks often: where they are is asked of Docker once. */
export class FreeDisk {
  private folder: string | null = null;

  constructor(private readonly docker: Docker) {}

  /** @returns null where they are on another machine. @throws AppError docker_unavailable */
  async readBytes(): Promise<number | null> {
    if (!isOverSocket(this.docker)) return null;
    this.folder ??= infoSchema.parse(await askDocker(() => this.docker.info())).DockerRootDir;
    return (await findDisk(this.folder))?.freeBytes ?? null;
  }
}

function isOverSocket(docker: Docker): boolean {
  // Not among the client's declared properties, though it is one.
  return Reflect.get(docker.modem, "socketPath") !== undefined;
}

async function findDisk(folder: string): Promise<{ freeBytes: number; totalBytes: number } | null> {
  const disk = await statfs(folder).catch(() => null);
  return disk && { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize };
}

async function findAvailableMemory(): Promise<number | null> {
  const text = await readFile("/proc/meminfo", "utf8").catch(() => "");
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kibibytes ? Number(kibibytes) * 1024 : null;
}
