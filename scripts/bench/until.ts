import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../prepare/problem.mjs";

interface UntilOptions {
  /** What is waited for, for the message when it does not come. */
  what: string;
  timeoutMs: number;
  intervalMs?: number;
}

/** Asks again and again until the answer is yes. @throws Problem when that takes too long */
export async function until(isSo: () => Promise<boolean>, options: UntilOptions): Promise<void> {
  const { what, timeoutMs, intervalMs = 50 } = options;
  const deadline = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Problem(`${what} did not come to pass within ${timeoutMs / 1000} s`);
    await delay(intervalMs);
  }
}
