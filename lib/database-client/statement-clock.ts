import "server-only";

interface StatementClockOptions {
  timeoutMs: number;
  /** Whether the statement waits for somebody, so that it costs nothing. Asked when its time is over. */
  isWaiting: () => Promise<boolean>;
  onOver: () => void;
}

/** Who has the lock may be the same person, in the console beside; but nobody waits for ever. */
const mostWaitMs = 120_000;

/** The time that a statement may take. One that waits for a lock when it is over is given the same time once more. */
export class StatementClock {
  /** What it was given until now. */
  givenMs: number;
  private timer: ReturnType<typeof setTimeout>;
  private isStopped = false;

  constructor(private readonly options: StatementClockOptions) {
    this.givenMs = options.timeoutMs;
    this.timer = setTimeout(() => void this.decide(), options.timeoutMs);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async decide(): Promise<void> {
    const { timeoutMs, isWaiting, onOver } = this.options;
    const mayWaitOn = this.givenMs + timeoutMs <= mostWaitMs && (await isWaiting().catch(() => false));
    if (this.isStopped) return;
    if (!mayWaitOn) return onOver();
    this.givenMs += timeoutMs;
    this.timer = setTimeout(() => void this.decide(), timeoutMs);
  }
}
