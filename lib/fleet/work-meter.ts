import "server-only";
import { withinPatience } from "./within-patience";

interface WorkMeterOptions {
  /** Null where there is no such container, or it does not run. `cpuNanoseconds` counts from its start. */
  readStats: () => Promise<{ cpuNanoseconds: number } | null>;
}

/**
 * Whoever fills a disk makes a processor work: in so much of its time some hundred megabytes are written at the most. A start
 * takes a third of it.
 */
const harmlessNanoseconds = 300_000_000;

/** A Docker that is slow is no reason to look late. */
const patienceMs = 1_500;

/** Says of one container, without a connection, whether anything can have grown in it since it was looked into. */
export class WorkMeter {
  private readNanoseconds: number | null = null;
  private lookedNanoseconds = 0;

  constructor(private readonly options: WorkMeterOptions) {}

  /** Where Docker does not say, somebody has to look. */
  async hasRested(): Promise<boolean> {
    const stats = await withinPatience(this.options.readStats(), patienceMs).catch(() => null);
    this.readNanoseconds = stats?.cpuNanoseconds ?? null;
    if (this.readNanoseconds === null) return false;
    const used = this.readNanoseconds - this.lookedNanoseconds;
    // One that was started again counts from zero.
    return used >= 0 && used < harmlessNanoseconds;
  }

  /** It was looked into: what was done before the meter was last read is known by now. */
  noteLook(): void {
    this.lookedNanoseconds = this.readNanoseconds ?? this.lookedNanoseconds;
  }
}
