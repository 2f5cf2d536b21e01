import { readdir, readFile } from "node:fs/promises";

/** A process of this machine, as far as counting its memory goes. */
export interface ProcessMemory {
  name: string;
  args: string[];
  /** Its share of what it has in memory, where this user may see it; else all that it has, shared or not. */
  bytes: number;
  isShare: boolean;
}

/** The processes that `select` picks by name and arguments, with their memory. Linux only. */
export async function readProcesses(
  select: (one: { name: string; args: string[] }) => boolean,
): Promise<ProcessMemory[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found: ProcessMemory[] = [];
  for (const pid of pids) {
    const name = (await readIfThere(`/proc/${pid}/comm`)).trim();
    const args = (await readIfThere(`/proc/${pid}/cmdline`)).split("\0");
    if (!select({ name, args })) continue;
    const share = kibibytesOf("Pss", await readIfThere(`/proc/${pid}/smaps_rollup`));
    const all = kibibytesOf("VmRSS", await readIfThere(`/proc/${pid}/status`));
    found.push({ name, args, bytes: (share ?? all ?? 0) * 1024, isShare: share !== null });
  }
  return found;
}

/** What the kernel could still give away without swapping. */
export async function readAvailableBytes(): Promise<number> {
  return (kibibytesOf("MemAvailable", await readFile("/proc/meminfo", "utf8")) ?? 0) * 1024;
}

/** The value of a line such as `Pss:      1234 kB`. */
export function kibibytesOf(field: string, lines: string): number | null {
  const [, digits] = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(lines) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** A process may end while it is looked at, and those of other users cannot all be read. */
async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      ["ENOENT", "ESRCH", "EACCES", "EPERM"].includes(String(error.code))
    )
      return "";
    throw error;
  }
}
