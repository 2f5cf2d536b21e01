import "server-only";

/** What the host has; null where it could not be read, because Docker is on another machine. */
export interface HostFacts {
  memoryTotalBytes: number | null;
  memoryAvailableBytes: number | null;
  diskFreeBytes: number | null;
  cpus: number | null;
}

export interface CapacitySettings {
  /** Kept for one running session: an idle one needs less, a busy one may have more. */
  memoryReserveBytes: number;
  /** For all sessions and the pool together; null: a share of what the host has. */
  memoryBudgetBytes: number | null;
  minFreeDiskBytes: number;
  ports: number;
}

/** The rest is for Carrel itself, its database, Docker, and the system's own cache. */
const budgetShare = 0.8;

/** With less than this left, one more container may bring the system's memory killer. */
const leastAvailableShare = 0.05;

/** How many containers of sessions the host carries, and why no new one may start now. Pure. */
export function planCapacity(
  host: HostFacts,
  settings: CapacitySettings,
): { maxRunning: number; refusal: string | null } {
  const budget = settings.memoryBudgetBytes ?? (host.memoryTotalBytes ?? Number.POSITIVE_INFINITY) * budgetShare;
  const byMemory = Math.max(1, Math.floor(budget / settings.memoryReserveBytes));
  return { maxRunning: Math.min(byMemory, settings.ports), refusal: refusalOf(host, settings) };
}

function refusalOf(host: HostFacts, { minFreeDiskBytes }: CapacitySettings): string | null {
  const { diskFreeBytes, memoryAvailableBytes, memoryTotalBytes } = host;
  if (diskFreeBytes !== null && diskFreeBytes < minFreeDiskBytes) {
    return "This machine's disk is nearly full, so nothing new starts. What you have is safe; your teacher should know.";
  }
  if (memoryAvailableBytes !== null && memoryTotalBytes !== null) {
    if (memoryAvailableBytes < memoryTotalBytes * leastAvailableShare) {
      return "This machine's memory is nearly used up, so nothing new starts. Try again in a few minutes.";
    }
  }
  return null;
}
