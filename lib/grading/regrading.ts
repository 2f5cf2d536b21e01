import "server-only";
import { OncePerKey } from "@/lib/concurrency/once-per-key";
import type { RegradeReport } from "@/lib/schemas/authored-exercise";
import type { VerdictWord } from "@/lib/schemas/submission";
import type { Verdict } from "./verdict";

interface OutdatedAnswer {
  id: string;
  sql: string;
  verdict: VerdictWord;
}

interface RegradingOptions<Exercise> {
  listOutdated: (exercise: Exercise) => Promise<OutdatedAnswer[]>;
  check: (exercise: Exercise, sql: string) => Promise<Verdict>;
  setVerdict: (exercise: Exercise, answer: { id: string; verdict: Verdict }) => Promise<void>;
  /** After so long no other answer is begun. */
  atMostMs: number;
  now: () => number;
}

/**
 * Gives old answers new verdicts, for no longer than a request may take: a proxy would cut off one that lasts as long as a large
 * class takes, and nobody would hear how it ended. Whoever asks gets what is left told, and asks again.
 */
export class Regrading<Exercise extends { id: string }> {
  private readonly runs = new OncePerKey<RegradeReport>();

  constructor(private readonly options: RegradingOptions<Exercise>) {}

  /** Who asks while it goes on joins it. What was done stays done where it ends with an error. @throws whatever checking throws */
  run(exercise: Exercise): Promise<RegradeReport> {
    return this.runs.run(exercise.id, () => this.runNow(exercise));
  }

  private async runNow(exercise: Exercise): Promise<RegradeReport> {
    const { listOutdated, check, setVerdict, atMostMs, now } = this.options;
    const endsAt = now() + atMostMs;
    const answers = await listOutdated(exercise);
    const report: RegradeReport = { regraded: 0, changed: 0, left: answers.length };
    for (const { id, sql, verdict: before } of answers) {
      // One at least, so that asking again comes to an end.
      if (report.regraded > 0 && now() >= endsAt) break;
      const verdict = await check(exercise, sql);
      await setVerdict(exercise, { id, verdict });
      report.regraded++;
      report.left--;
      if (verdict.verdict !== before) report.changed++;
    }
    return report;
  }
}
