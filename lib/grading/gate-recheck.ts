import "server-only";
import { OncePerKey } from "@/lib/concurrency/once-per-key";
import { AppError } from "@/lib/errors/app-error";
import type { GateFault, GateReport } from "@/lib/schemas/submission";
import type { FairQueue } from "./fair-queue";
import type { PublishGate } from "./publish-gate";
import type { StoredExercise, SubmissionRepository } from "./submission-repository";

interface GateRecheckOptions {
  gate: PublishGate;
  queue: FairQueue;
  repository: SubmissionRepository;
}

/**
 * What students see has passed the publish gate with the rows that its database had then. When these change, a trigger marks the
 * exercise as due, and it is tried again before the next answer is measured by it.
 */
export class GateRecheck {
  private readonly tries = new OncePerKey<GateReport>();

  constructor(private readonly options: GateRecheckOptions) {}

  /**
   * Whoever hands in first waits for the gate, and all who come meanwhile wait with them.
   * @throws AppError grading_unavailable where a right answer might be refused; otherwise as the gate does
   */
  async requireFair(exercise: StoredExercise): Promise<void> {
    const fault = exercise.gateDue ? faultOf(await this.tryAgain(exercise)) : exercise.gateFault;
    if (fault && unfairRules.has(fault.rule)) throw notFair();
  }

  /** Tries it, and writes down how that ended, for its teacher. @throws AppError as the gate does */
  tryAgain(exercise: StoredExercise): Promise<GateReport> {
    const { id, version } = exercise;
    return this.tries.run(`${id} ${version}`, () => this.tryNow(exercise));
  }

  private async tryNow(exercise: StoredExercise): Promise<GateReport> {
    const { queue, gate, repository } = this.options;
    const report = await queue.run(`exercise ${exercise.id}`, () => gate.check(exercise));
    await repository.setGateFault({ id: exercise.id, version: exercise.version, fault: faultOf(report) });
    return report;
  }
}

/**
 * Of all that the gate finds, this makes a verdict luck. A solution that does not run is found with each answer anyway, and what
 * else fails lets a wrong answer pass at the worst.
 */
const unfairRules = new Set(["stable"]);

/** What is worst of what failed; null where it passed. */
function faultOf({ findings }: GateReport): GateFault | null {
  const failed = findings.filter(({ outcome }) => outcome === "failed");
  const worst = failed.find(({ rule }) => unfairRules.has(rule)) ?? failed[0];
  return worst ? { rule: worst.rule, message: worst.message } : null;
}

function notFair(): AppError {
  return new AppError("grading_unavailable", {
    publicMessage:
      "Answers to this exercise cannot be checked now: its data was changed, and its own solution is not certain any more. Tell your teacher.",
  });
}
