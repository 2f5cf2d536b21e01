import "server-only";
import type { Log } from "@/lib/log/log";

/**
 * What a request sets going and nobody waits for. It must be something that the keeper does as well, because the
 * process may die before it is done.
 */
export class BackgroundWork {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly log: Log) {}

  run(duty: string, sessionId: string, work: () => Promise<unknown>): void {
    const done: Promise<void> = work()
      .then(() => undefined)
      .catch((err: unknown) => this.log.warn({ err, sessionId, duty }, "left to the keeper"))
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Waits for whatever is under way, before the process lets go of its connections. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }
}
