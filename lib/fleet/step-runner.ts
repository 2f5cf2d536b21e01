import "server-only";
import pLimit from "p-limit";
import type { FleetStep } from "./plan-steps";

/** How one step of a round ended. */
export interface StepResult {
  step: FleetStep;
  error: unknown;
}

/** A step that failed and is not tried again before its time. */
export interface HeldStep {
  step: FleetStep;
  failures: number;
  dueAt: Date;
}

interface Hold extends HeldStep {
  /** By the process's own clock, which does not jump. */
  until: number;
}

/** Docker does not get faster with more at once. */
const parallel = 8;

const firstHoldMs = 1_000;
const longestHoldMs = 60_000;

/** Carries out the steps of a round side by side, and holds back what failed: a second, then twice as long each time. */
export class StepRunner {
  private readonly holds = new Map<string, Hold>();
  private readonly limit = pLimit(parallel);

  constructor(private readonly execute: (step: FleetStep) => Promise<void>) {}

  async run(steps: FleetStep[]): Promise<StepResult[]> {
    this.forgetExcept(new Set(steps.map(keyOf)));
    const due = steps.filter((step) => (this.holds.get(keyOf(step))?.until ?? 0) <= performance.now());
    return Promise.all(due.map((step) => this.limit(() => this.runOne(step))));
  }

  /** What is held back now. */
  list(): HeldStep[] {
    return [...this.holds.values()].map(({ step, failures, dueAt }) => ({ step, failures, dueAt }));
  }

  private async runOne(step: FleetStep): Promise<StepResult> {
    try {
      await this.execute(step);
      this.holds.delete(keyOf(step));
      return { step, error: null };
    } catch (error) {
      const failures = (this.holds.get(keyOf(step))?.failures ?? 0) + 1;
      const holdMs = Math.min(firstHoldMs * 2 ** (failures - 1), longestHoldMs);
      const dueAt = new Date(Date.now() + holdMs);
      this.holds.set(keyOf(step), { step, failures, dueAt, until: performance.now() + holdMs });
      return { step, error };
    }
  }

  /** What is no longer planned was done by somebody else, or is not wanted any more. */
  private forgetExcept(planned: Set<string>): void {
    for (const key of this.holds.keys()) if (!planned.has(key)) this.holds.delete(key);
  }
}

function keyOf({ kind, subject }: FleetStep): string {
  return `${kind} ${subject}`;
}
