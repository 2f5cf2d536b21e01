import "server-only";
import type { PlaceRepository } from "./place-repository";
import { presenceMs } from "./place-repository";
import type { SessionAdmission } from "./session-admission";
import { callerGone, endedError, failedError, queuedError, startingError } from "./session-errors";
import type { SessionRow } from "./session-row";
import type { SessionWatch } from "./session-watch";

interface SessionReadinessOptions {
  watch: SessionWatch;
  places: PlaceRepository;
  admission: SessionAdmission;
  /** How long a caller waits for a session to get ready. */
  startTimeoutMs: number;
}

/** Waits for sessions to be ready, and wakes those that sleep. */
export class SessionReadiness {
  constructor(private readonly options: SessionReadinessOptions) {}

  /** Until the caller goes away. @throws AppError for why it is not ready: ended, failed, or still starting or queued when the time is over */
  async settled(id: string, caller?: AbortSignal): Promise<SessionRow> {
    const { watch, admission, startTimeoutMs } = this.options;
    const deadline = performance.now() + startTimeoutMs;
    for (;;) {
      const row = await this.whilePresent(id, () =>
        watch.untilSettled(id, { timeoutMs: Math.max(1, Math.ceil(deadline - performance.now())), caller }),
      );
      if (caller?.aborted) throw callerGone();
      if (!row || row.state === "ended") throw endedError();
      if (row.state === "failed") throw failedError(row);
      if (row.state === "ready") return row;
      if (performance.now() > deadline) throw row.state === "queued" ? queuedError() : startingError();
      // It sleeps, or fell asleep while somebody was on the way.
      if (row.state === "hibernated") await admission.wake(id);
    }
  }

  /** Whoever waits for an answer is present, and keeps a place in the queue as a page does. */
  private async whilePresent<T>(id: string, wait: () => Promise<T>): Promise<T> {
    const { places } = this.options;
    // A renewal that fails is made up for by the next one; the wait itself says when the database is away.
    const timer = setInterval(() => places.keepPresent(id).catch(() => undefined), presenceMs / 3);
    try {
      return await wait();
    } finally {
      clearInterval(timer);
    }
  }
}
