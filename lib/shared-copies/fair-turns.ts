import "server-only";
import pLimit, { type LimitFunction } from "p-limit";
import { AppError } from "@/lib/errors/app-error";

interface FairTurnsOptions {
  /** So many run at once. */
  atOnce: number;
  /** So many of one person's may wait. */
  waitingEach: number;
  /** Nobody waits for longer. */
  patienceMs: number;
}

/**
 * Turns at something that people share: each person has one at a time, and the longest waiting person is next, so however
 * much one of them asks for, the others wait for no more than one run of each.
 */
export class FairTurns {
  private readonly all: LimitFunction;
  private readonly ofPersons = new Map<string, LimitFunction>();

  constructor(private readonly options: FairTurnsOptions) {
    this.all = pLimit(options.atOnce);
  }

  /** Runs `work` when it is this person's turn. @throws AppError rate_limited or capacity_full where it never was */
  async run<T>(person: string, work: () => Promise<T>): Promise<T> {
    const own = this.ofPersons.get(person) ?? pLimit(1);
    if (own.pendingCount >= this.options.waitingEach) throw tooMany();
    this.ofPersons.set(person, own);
    try {
      return await this.wait(own, work);
    } finally {
      if (own.activeCount + own.pendingCount === 0) this.ofPersons.delete(person);
    }
  }

  /** One that has lost patience is passed over when its turn comes. */
  private wait<T>(own: LimitFunction, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let isGone = false;
      const timer = setTimeout(() => {
        isGone = true;
        reject(busy());
      }, this.options.patienceMs);
      const turn = own(() =>
        this.all(async () => {
          clearTimeout(timer);
          if (!isGone) resolve(await work());
        }),
      );
      turn.catch(reject);
    });
  }
}

function tooMany(): AppError {
  return new AppError("rate_limited", {
    publicMessage: "Several of your queries are waiting for their turn already. Wait for them first.",
    retryAfterSeconds: 2,
  });
}

function busy(): AppError {
  return new AppError("capacity_full", {
    publicMessage: "Many people are reading this database at the moment. Try again in a moment.",
    retryAfterSeconds: 5,
  });
}
