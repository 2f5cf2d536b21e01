import "server-only";
import type { ChangeFeed } from "@/lib/db/change-feed";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";

interface SessionWatchOptions {
  repository: SessionRepository;
  changes: ChangeFeed;
}

/** A notification can be lost, so a watcher looks by itself now and then: often while a request waits, seldom for a page. */
const lookAgainWaitingMs = 500;
const lookAgainMs = 5_000;

/** Whoever queues moves forward when another leaves, of which no notification tells. */
const lookAgainQueuedMs = 1_000;

/** Follows one session's row. */
export class SessionWatch {
  constructor(private readonly options: SessionWatchOptions) {}

  /** Waits until the session is neither queued nor starting, the time is over, or the caller went away. @returns its row as it is then */
  async untilSettled(
    id: string,
    { timeoutMs, caller }: { timeoutMs: number; caller?: AbortSignal },
  ): Promise<SessionRow | null> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = caller ? AbortSignal.any([timeout, caller]) : timeout;
    for await (const row of this.follow(id, signal, lookAgainWaitingMs)) {
      if (row.state !== "queued" && row.state !== "starting") return row;
    }
    return this.options.repository.findSession(id);
  }

  /** The session's row now and after every change, until the signal; ends by itself where there is no such session. */
  async *follow(id: string, signal: AbortSignal, everyMs = lookAgainMs): AsyncGenerator<SessionRow> {
    let wake: () => void = () => undefined;
    const unsubscribe = this.options.changes.subscribe("carrel_session", (changed) => {
      if (changed === id) wake();
    });
    signal.addEventListener("abort", () => wake(), { once: true });
    try {
      while (!signal.aborted) {
        const changed = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const row = await this.options.repository.findSession(id);
        if (!row) return;
        yield row;
        const timer = setTimeout(() => wake(), row.state === "queued" ? Math.min(everyMs, lookAgainQueuedMs) : everyMs);
        if (!signal.aborted) await changed;
        clearTimeout(timer);
      }
    } finally {
      unsubscribe();
    }
  }
}
