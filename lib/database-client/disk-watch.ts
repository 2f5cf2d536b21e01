import "server-only";
import type { DiskGauge, OpenGauge } from "./disk-gauge";
import { type DiskUse, judgeQuota, leewayBytes } from "./disk-quota";

interface WatchOptions {
  diskBytes: number;
  /** The statement has grown the cluster over its quota, and has to be stopped. */
  onExceeded: () => void;
}

/** How long statements may run unmeasured, in sum, and how often a running one is measured. */
const measureEveryMs = 250;
const measureFullEveryMs = 100;

/** Vacuuming a large table makes its map, and emptying tables begins new files, before anything is given back. */
const toleratedWhileRunningBytes = 1024 * 1024;
const roomMakers = /^(DELETE|TRUNCATE|DROP|VACUUM)\b/;
/** Its tag tells that it is done: nothing could be taken back any more. */
const committed = /^COMMIT\b/;

/**
 * Keeps an eye on the disk while one console's statements run. Short statements cost nothing: only after a quarter of a
 * second of running is a connection opened, and it is closed with the statement. Once the quota is reached, each statement is
 * measured before it begins and before it commits, so that many small ones cannot do what one large one may not.
 */
export class DiskWatch {
  private ceilingBytes: number | null = null;
  private ceilingBefore: number | null = null;
  private unmeasuredMs = 0;
  private startBytes: number | null = null;
  private gauge: Promise<OpenGauge> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private current: (WatchOptions & { startedAt: number }) | null = null;

  constructor(private readonly diskGauge: DiskGauge) {}

  /** Begins to watch a statement. Where the quota is known to be reached, this waits for a measurement. */
  async begin(options: WatchOptions): Promise<void> {
    this.startBytes = null;
    this.ceilingBefore = this.ceilingBytes;
    this.current = { ...options, startedAt: performance.now() };
    if (this.ceilingBytes !== null) await this.measure();
    this.measureLater();
  }

  /** Whether the statement with this tag may be committed; null where nothing has to be measured for that. */
  beforeCommit(tag: string | null): Promise<boolean> | null {
    if (tag && (roomMakers.test(tag) || committed.test(tag))) return null;
    const isDue = this.ceilingBytes !== null || this.unmeasuredMs + this.elapsedMs() >= measureEveryMs;
    return isDue ? this.measure(0).then((exceeded) => !exceeded) : null;
  }

  /** The statement is over. */
  end(): void {
    clearTimeout(this.timer);
    this.unmeasuredMs += this.elapsedMs();
    this.current = null;
    this.closeGauge();
  }

  /** After a statement was stopped for the quota: gives back what it took, and notes where that leaves the cluster. */
  async settle(diskBytes: number): Promise<void> {
    const use = await this.diskGauge.reclaim().catch(() => null);
    // Where PostgreSQL could not be asked, the next statement asks again.
    if (!use) return;
    this.unmeasuredMs = 0;
    const full = use.dataBytes + use.walBytes >= diskBytes;
    this.ceilingBytes = full
      ? Math.min(this.ceilingBefore ?? Number.POSITIVE_INFINITY, use.dataBytes + leewayBytes)
      : null;
  }

  private measureLater(): void {
    const statement = this.current;
    if (!statement) return;
    const delayMs = this.ceilingBytes === null ? measureEveryMs : measureFullEveryMs;
    this.timer = setTimeout(async () => {
      const exceeded = await this.measure();
      if (this.current !== statement) return;
      if (exceeded) statement.onExceeded();
      else this.measureLater();
    }, delayMs);
  }

  /** @returns whether this statement has grown the cluster over its quota; false also where it could not be measured */
  private async measure(toleratedBytes = toleratedWhileRunningBytes): Promise<boolean> {
    const statement = this.current;
    const use = await this.use();
    if (!use || !statement || this.current !== statement) return false;
    this.startBytes ??= use.dataBytes;
    this.unmeasuredMs = -this.elapsedMs();
    const { startBytes, ceilingBytes } = this;
    const judgement = judgeQuota({ use, diskBytes: statement.diskBytes, startBytes, ceilingBytes, toleratedBytes });
    this.ceilingBytes = judgement.ceilingBytes;
    return judgement.exceeded;
  }

  private async use(): Promise<DiskUse | null> {
    this.gauge ??= this.diskGauge.open();
    try {
      return await (await this.gauge).measure();
    } catch {
      // PostgreSQL restarts, or is too busy to answer; the next measurement tries a new connection.
      this.closeGauge();
      return null;
    }
  }

  private closeGauge(): void {
    this.gauge?.then(
      (gauge) => gauge.close(),
      () => undefined,
    );
    this.gauge = null;
  }

  private elapsedMs(): number {
    return this.current ? performance.now() - this.current.startedAt : 0;
  }
}
