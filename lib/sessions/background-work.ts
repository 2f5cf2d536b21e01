import "server-only";
import pLimit from "p-limit";
import type { Log } from "@/lib/log/log";
import { QuietMoment } from "./quiet-moment";

interface Work {
  sessionId: string;
  done: Promise<void>;
}

/** Answers that are about to leave need the processor for some milliseconds more; a whole class may start at once. */
const afterAnswerMs = 50;
const afterAnswersAtMostMs = 1_000;

/** So much of what waited for the answers goes on side by side, because the next questions come soon. */
const parallel = 4;

/**
 * What a request sets going and nobody waits for. It must be something that the keeper does as well, because the
 * process may die before it is done.
 */
export class BackgroundWork {
  private readonly running = new Set<Work>();
  private readonly limit = pLimit(parallel);
  private held: (() => void)[] = [];
  private readonly quiet = new QuietMoment({
    quietMs: afterAnswerMs,
    atMostMs: afterAnswersAtMostMs,
    onQuiet: () => {
      for (const release of this.held.splice(0)) release();
    },
  });

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

  /** The same for what takes Docker's time and would hold up the answers to this student and to others who start now. */
  runAfterAnswer(duty: string, sessionId: string, work: () => Promise<unknown>): void {
    const released = new Promise<void>((resolve) => this.held.push(resolve));
    this.quiet.disturb();
    this.run(duty, sessionId, () => released.then(() => this.limit(work)));
  }

  /** Waits for whatever is under way, of one session or of all: before the process lets go of its connections. */
  async settled(sessionId?: string): Promise<void> {
    for (;;) {
      const awaited = [...this.running].filter((one) => sessionId === undefined || one.sessionId === sessionId);
      if (awaited.length === 0) return;
      this.quiet.hurry();
      await Promise.all(awaited.map(({ done }) => done));
    }
  }
}
