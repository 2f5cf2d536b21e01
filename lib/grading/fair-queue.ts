import "server-only";
import { AppError } from "@/lib/errors/app-error";

interface FairQueueOptions {
  /** So many are worked on at once. */
  concurrency: number;
  /** So many of one person's may wait. */
  mostWaiting: number;
}

interface Turn {
  begin: () => void;
}

/**
 * Lets work through a few at a time, person by person in turn: one who hands in twenty answers waits for their own, and nobody
 * else does. One person's are worked on one after another.
 */
export class FairQueue {
  private readonly waiting = new Map<string, Turn[]>();
  private readonly working = new Set<string>();

  constructor(private readonly options: FairQueueOptions) {}

  /** @throws AppError rate_limited where this person has too many waiting, or what `work` throws */
  async run<T>(person: string, work: () => Promise<T>): Promise<T> {
    await this.untilTurn(person);
    try {
      return await work();
    } finally {
      this.working.delete(person);
      this.sendToTheEnd(person);
      this.beginNext();
    }
  }

  /** Whoever has been served waits behind those who have not: a map keeps the order in which its keys came. */
  private sendToTheEnd(person: string): void {
    const turns = this.waiting.get(person);
    if (!turns) return;
    this.waiting.delete(person);
    this.waiting.set(person, turns);
  }

  private untilTurn(person: string): Promise<void> {
    const turns = this.waiting.get(person) ?? [];
    if (turns.length >= this.options.mostWaiting) throw tooMany();
    return new Promise((begin) => {
      this.waiting.set(person, [...turns, { begin }]);
      this.beginNext();
    });
  }

  private beginNext(): void {
    for (const [person, [turn, ...others]] of this.waiting) {
      if (this.working.size >= this.options.concurrency) return;
      if (this.working.has(person) || !turn) continue;
      this.waiting.delete(person);
      if (others.length > 0) this.waiting.set(person, others);
      this.working.add(person);
      turn.begin();
    }
  }
}

function tooMany(): AppError {
  return new AppError("rate_limited", {
    publicMessage: "Some of your answers are still being checked. Wait for them.",
    retryAfterSeconds: 5,
  });
}
