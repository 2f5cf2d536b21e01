import "server-only";
import PQueue from "p-queue";
import { dockerUnavailable } from "./docker-error";
import { DockerDeadlineError } from "./guard-docker-calls";

/** Who waits for it: a person, or the pool. */
export type CallPriority = "session" | "pool";

/**
 * Docker gets through the most starts when 4 to 16 are under way; beyond that each only takes longer. Web server and
 * keeper have a gate each.
 */
const limit = 8;

const ranks: Record<CallPriority, number> = { session: 1, pool: 0 };

/** Lets so much heavy work through to Docker at once, people's before the pool's, and each of them in order. */
export class CallGate {
  private readonly queue = new PQueue({ concurrency: limit });
  private lastAnswerAt = 0;
  private lastDeadlineAt = 0;

  /** @throws AppError docker_unavailable where Docker turned out not to answer while this waited, or what `work` throws */
  async run<T>(work: () => Promise<T>, priority: CallPriority = "session"): Promise<T> {
    const queuedAt = performance.now();
    return this.queue.add(() => this.perform(work, queuedAt), { priority: ranks[priority] });
  }

  private async perform<T>(work: () => Promise<T>, queuedAt: number): Promise<T> {
    // Whoever waited behind calls that all came to nothing would only wait as long again.
    if (this.lastDeadlineAt > queuedAt && this.lastAnswerAt < queuedAt)
      throw dockerUnavailable(new Error("Docker answered nothing while this call waited for its turn"));
    try {
      const value = await work();
      this.lastAnswerAt = performance.now();
      return value;
    } catch (error) {
      if (isDeadline(error)) this.lastDeadlineAt = performance.now();
      else this.lastAnswerAt = performance.now();
      throw error;
    }
  }
}

function isDeadline(error: unknown): boolean {
  if (error instanceof DockerDeadlineError) return true;
  return error instanceof Error && isDeadline(error.cause);
}
