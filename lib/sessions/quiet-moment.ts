import "server-only";

interface QuietMomentOptions {
  /** How long nothing must have happened. */
  quietMs: number;
  /** However much goes on, the moment is no later than this after the first disturbance. */
  atMostMs: number;
  onQuiet: () => void;
}

/** Calls back when a flurry is over: what can wait does not take the processor from what people wait for. */
export class QuietMoment {
  private timer: NodeJS.Timeout | undefined;
  private latest = 0;

  constructor(private readonly options: QuietMomentOptions) {}

  /** Whether something happened after which there was no quiet moment yet. */
  get isAwaited(): boolean {
    return this.timer !== undefined;
  }

  /** Something happened just now. */
  disturb(): void {
    const { quietMs, atMostMs } = this.options;
    const now = performance.now();
    if (!this.timer) this.latest = now + atMostMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hurry(), Math.min(quietMs, this.latest - now));
  }

  /** Calls back at once, if that is still to come. */
  hurry(): void {
    if (!this.isAwaited) return;
    this.stop();
    this.options.onQuiet();
  }

  /** Forgets what happened. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
