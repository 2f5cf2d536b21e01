import "server-only";
import type { Check, VerdictWord } from "@/lib/schemas/submission";

export interface Verdict {
  verdict: VerdictWord;
  /** 0 to 100. */
  score: number;
  checks: Check[];
  durationMs: number;
}

const fullScore = 100;
/** The result is right, and the task wanted it written in another way. */
const otherMethodScore = 50;

/** Sums checks up. */
export function summed(checks: Check[]): Pick<Verdict, "verdict" | "score"> {
  const failed = (group: Check["group"]) => checks.some((check) => check.group === group && !check.passed);
  if (checks.some(({ step, hidden, error }) => step === "error" && error && !hidden))
    return { verdict: "error", score: 0 };
  if (failed("answer")) return { verdict: "incorrect", score: 0 };
  return failed("method")
    ? { verdict: "incorrect", score: otherMethodScore }
    : { verdict: "correct", score: fullScore };
}
