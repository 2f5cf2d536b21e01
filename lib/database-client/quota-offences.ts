import "server-only";

/** Whoever was stopped so often, and has committed a whole quota more since the first time, starts anew each time. */
const overflowing = 3;

/** What lies further back says nothing of what goes on now. */
const rememberedMs = 5 * 60_000;

/** How often clients were stopped because of a quota, since there was room or in the last minutes. Times never jump. */
export class QuotaOffences {
  private stops: { atMs: number; dataBytes: number }[] = [];

  /** Clients were stopped, and so much data was there then. */
  add(atMs: number, dataBytes: number): void {
    this.forgetOld(atMs);
    this.stops.push({ atMs, dataBytes });
  }

  forget(): void {
    this.stops = [];
  }

  /** Whether all stopping was of no use. */
  isOverflowing(atMs: number, { dataBytes, quotaBytes }: { dataBytes: number; quotaBytes: number }): boolean {
    this.forgetOld(atMs);
    const [first] = this.stops;
    return first !== undefined && this.stops.length >= overflowing && dataBytes - first.dataBytes > quotaBytes;
  }

  private forgetOld(atMs: number): void {
    this.stops = this.stops.filter((stop) => atMs - stop.atMs <= rememberedMs);
  }
}
