import "server-only";
import type { FleetRepository } from "./fleet-repository";
import { type CapacitySettings, type HostFacts, planCapacity } from "./plan-capacity";

interface HostWatchOptions {
  readHost: () => Promise<HostFacts>;
  fleet: FleetRepository;
  settings: CapacitySettings;
  /** SESSION_MAX_LIVE. */
  maxLive: number;
}

/** The host is asked no more often than this. */
const everyMs = 10_000;

export interface HostView {
  host: HostFacts | null;
  maxRunning: number | null;
  refusal: string | null;
}

/** What the host can carry now, and a sample for the picture over time whenever it was asked. */
export class HostWatch {
  private view: HostView = { host: null, maxRunning: null, refusal: null };
  private dueAt = 0;

  constructor(private readonly options: HostWatchOptions) {}

  /** The latest view; a host that does not answer keeps the one before. @throws AppError docker_unavailable */
  async look(): Promise<HostView> {
    if (performance.now() < this.dueAt) return this.view;
    const { readHost, fleet, settings, maxLive } = this.options;
    const host = await readHost();
    this.view = { host, ...planCapacity(host, settings) };
    this.dueAt = performance.now() + everyMs;
    const { memoryTotalBytes, memoryAvailableBytes } = host;
    const isKnown = memoryTotalBytes !== null && memoryAvailableBytes !== null;
    const memoryBytes = isKnown ? memoryTotalBytes - memoryAvailableBytes : null;
    await fleet.saveSample({ maxLive, memoryBytes, memoryTotalBytes });
    return this.view;
  }

  get latest(): HostView {
    return this.view;
  }
}
