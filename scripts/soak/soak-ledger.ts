/** What happened in a soak, counted. */
export class SoakLedger {
  private readonly answers = new Map<string, number>();
  private readonly faults = new Map<string, number>();
  /** What must not happen, in words. */
  readonly offences: string[] = [];

  answered(action: string, status: number, body: string): void {
    add(this.answers, `${action} ${status}`);
    if (status >= 500 && status !== 503)
      this.offences.push(`${action} was answered with ${status}: ${body.slice(0, 200)}`);
  }

  /** The connection broke: the web server was killed, or is just being started again. */
  unanswered(action: string): void {
    add(this.answers, `${action} –`);
  }

  fault(name: string): void {
    add(this.faults, name);
  }

  faultCount(name: string): number {
    return this.faults.get(name) ?? 0;
  }

  words(): string {
    return `answers: ${list(this.answers)}\n  faults: ${list(this.faults)}`;
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function list(counts: Map<string, number>): string {
  const entries = [...counts].sort(([one], [other]) => one.localeCompare(other));
  return entries.map(([key, count]) => `${key} ×${count}`).join(", ") || "none";
}
