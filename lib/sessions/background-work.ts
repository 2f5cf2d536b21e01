import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@/lib/log/log";

interface Work {
  sessionId: string;
  done: Promise<void>;
}

/** An answer that is about to leave needs the processor for some milliseconds more. */
const afterAnswerMs = 50;

/**
 * What a request sets going and nobody waits for. It must be something that the keeper does as well, because the
 * process may die before it is done.
 */
export class BackgroundWork {
  private readonly running = new Set<Work>();

  constructor(private readonly log: Log) {}

  run(duty: string, sessionId: string, work: () => Promise<unknown>): void {
    const running: Work = {
      sessionId,
      done: work()
        .then(() => undefined)
        .catch((err: unknown) => this.log.warn({ err, sessionId, duty }, "left to the keeper"))
        .finally(() => this.running.delete(running)),
    };
    this.running.add(running);
  }

  /** The same for what takes Docker's time and would hold up the answer to the student. */
  runAfterAnswer(duty: string, sessionId: string, work: () => Promise<unknown>): void {
    this.run(duty, sessionId, () => delay(afterAnswerMs).then(work));
  }

  /** Waits for whatever is under way, of one session or of all: before the process lets go of its connections. */
  async settled(sessionId?: string): Promise<void> {
    for (;;) {
      const awaited = [...this.running].filter((one) => sessionId === undefined || one.sessionId === sessionId);
      if (awaited.length === 0) return;
      await Promise.all(awaited.map(({ done }) => done));
    }
  }
}
