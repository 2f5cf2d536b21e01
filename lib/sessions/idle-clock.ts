import "server-only";

interface IdleClockOptions {
  /** The database's clock, by which sessions are idle. */
  readDatabaseTime: () => Promise<Date>;
  /** So long open pages are given to say that they are there; they do so every ten seconds. */
  settleMs: number;
  /** A clock that does not jump, in milliseconds. */
  monotonicMs?: () => number;
}

/** The two clocks are never exactly apart: a question to the database takes its time. */
const toleratedMs = 10_000;

/**
 * Whether "idle since" can be believed. Just after a boot, open pages have not been heard of yet; when the database's clock
 * jumped, everybody seems to have been away. In both cases nobody is put to sleep or ended until pages had time to speak.
 */
export class IdleClock {
  private last: { databaseMs: number; monotonicMs: number } | null = null;
  private runsFrom: number;
  private readonly monotonicMs: () => number;

  constructor(private readonly options: IdleClockOptions) {
    this.monotonicMs = options.monotonicMs ?? (() => performance.now());
    this.runsFrom = this.monotonicMs() + options.settleMs;
  }

  /** Looks at both clocks. Where they were not looked at before, a jump is noticed only from here on. */
  async runs(): Promise<boolean> {
    const databaseMs = (await this.options.readDatabaseTime()).getTime();
    const monotonicMs = this.monotonicMs();
    if (this.last) {
      const jumpMs = databaseMs - this.last.databaseMs - (monotonicMs - this.last.monotonicMs);
      if (Math.abs(jumpMs) > toleratedMs) this.runsFrom = monotonicMs + this.options.settleMs;
    }
    this.last = { databaseMs, monotonicMs };
    return monotonicMs >= this.runsFrom;
  }
}
