import "server-only";

/** So many a second, and no more than that at once however long none was taken. */
export class LookBudget {
  private left: number;
  private filledAtMs: number | null = null;

  constructor(private readonly perSecond: number) {
    this.left = perSecond;
  }

  /** Takes one, by a clock that does not jump. @returns false where none is left at the moment */
  take(nowMs: number): boolean {
    const elapsedMs = nowMs - (this.filledAtMs ?? nowMs);
    this.filledAtMs = nowMs;
    this.left = Math.min(this.perSecond, this.left + (elapsedMs * this.perSecond) / 1000);
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
