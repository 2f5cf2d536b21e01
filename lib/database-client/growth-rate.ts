import "server-only";

/** How fast something grows, by the last two measurements of it. Times are of a clock that does not jump. */
export class GrowthRate {
  private last: { atMs: number; bytes: number } | null = null;
  private bytesPerMs: number | null = null;

  note(atMs: number, bytes: number): void {
    const elapsedMs = this.last ? atMs - this.last.atMs : 0;
    if (this.last && elapsedMs > 0) this.bytesPerMs = (bytes - this.last.bytes) / elapsedMs;
    this.last = { atMs, bytes };
  }

  /** When it is as large as that, if it grows on so: 0 where that is not known, null where it does not grow. */
  msUntil(bytes: number): number | null {
    if (!this.last || this.bytesPerMs === null) return 0;
    const leftBytes = Math.max(0, bytes - this.last.bytes);
    return this.bytesPerMs <= 0 ? null : leftBytes / this.bytesPerMs;
  }
}
