import "server-only";
import type { Log } from "@/lib/log/log";
import { withinPatience } from "./within-patience";

/** What Docker says of a running container; `cpuNanoseconds` is what it used in its whole life. */
interface ContainerReading {
  memoryBytes: number;
  cpuNanoseconds: number;
}

interface UsageReaderOptions {
  /** Null where there is no such container, or it does not run. */
  readStats: (containerName: string) => Promise<ContainerReading | null>;
  log: Log;
}

export interface ContainerUsage {
  memoryBytes: number;
  /** Of one processor; null until it was read twice. */
  cpuPercent: number | null;
}

type Known = ContainerUsage & { cpuNanoseconds: number; readAtMs: number };

const refreshMs = 4_500;
/** Docker counts each container anew for such a call; a few at a time leave it room for starts. */
const parallelCalls = 4;
/** A Docker that is slow delays nobody's page: the figures come with a later look. */
const patienceMs = 1_500;

/** Memory and processor time of containers, asked of Docker only while somebody looks, and once for all who do. */
export class UsageReader {
  private known = new Map<string, Known>();
  private refreshing: Promise<void> | null = null;
  private refreshedAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: UsageReaderOptions) {}

  /** The usage of those of the containers that Docker has told of lately. */
  async readUsage(names: string[]): Promise<ReadonlyMap<string, ContainerUsage>> {
    if (!this.refreshing && performance.now() - this.refreshedAtMs >= refreshMs) {
      this.refreshing = this.refresh(names).finally(() => {
        this.refreshedAtMs = performance.now();
        this.refreshing = null;
      });
    }
    if (this.refreshing) await withinPatience(this.refreshing, patienceMs).catch(() => undefined);
    return this.known;
  }

  private async refresh(names: string[]): Promise<void> {
    const waiting = [...names];
    const found = new Map<string, Known>();
    const work = async () => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const usage = await this.readOne(name);
        if (usage) found.set(name, usage);
      }
    };
    try {
      await Promise.all(Array.from({ length: parallelCalls }, work));
    } catch (error) {
      // Docker does not answer: whoever needs it more says so. No figure is better than an old one.
      waiting.length = 0;
      this.options.log.debug({ err: error }, "containers' usage could not be read");
    }
    this.known = found;
  }

  private async readOne(name: string): Promise<Known | null> {
    const reading = await this.options.readStats(name);
    if (!reading) return null;
    const readAtMs = performance.now();
    return { ...reading, readAtMs, cpuPercent: cpuPercent(this.known.get(name), { ...reading, readAtMs }) };
  }
}

/** Processor time between two readings. A container that was made anew under its name begins again. */
function cpuPercent(before: Known | undefined, now: Pick<Known, "cpuNanoseconds" | "readAtMs">): number | null {
  if (!before || now.cpuNanoseconds < before.cpuNanoseconds) return null;
  const usedMs = (now.cpuNanoseconds - before.cpuNanoseconds) / 1_000_000;
  return (usedMs / (now.readAtMs - before.readAtMs)) * 100;
}
