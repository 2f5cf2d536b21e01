import "server-only";

/** Says when a disk has lost so many bytes of what was free: since most was free, or since it said so last. */
export class FillAlarm {
  private mostFreeBytes = 0;

  constructor(private readonly lostBytes: number) {}

  note(freeBytes: number): boolean {
    this.mostFreeBytes = Math.max(this.mostFreeBytes, freeBytes);
    if (this.mostFreeBytes - freeBytes < this.lostBytes) return false;
    this.mostFreeBytes = freeBytes;
    return true;
  }
}
