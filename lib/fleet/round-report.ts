import "server-only";
import { withoutSecrets } from "@/lib/log/without-secrets";
import type { Metrics } from "@/lib/metrics/metrics";
import type { FleetRepository } from "./fleet-repository";
import type { HostWatch } from "./host-watch";
import type { PoolFiller } from "./pool-filler";
import type { StepResult, StepRunner } from "./step-runner";

interface RoundReportOptions {
  fleet: FleetRepository;
  hostWatch: HostWatch;
  steps: StepRunner;
  poolFiller: PoolFiller;
  metrics: Metrics;
  /** For the operator, from the configuration. */
  warnings: string[];
}

/** What the keeper writes down of each round, for whoever lets starts in and for the Fleet page. */
export class RoundReport {
  constructor(private readonly options: RoundReportOptions) {}

  async save(round: { results: StepResult[]; errors: unknown[]; durationMs: number }): Promise<void> {
    const { fleet, hostWatch, steps, poolFiller, metrics, warnings } = this.options;
    const { host, maxRunning, refusal } = hostWatch.latest;
    const [error] = round.errors;
    await fleet.saveRound(
      {
        at: new Date().toISOString(),
        durationMs: Math.round(round.durationMs),
        steps: round.results.map(({ step, error: failure }) => ({
          ...step,
          outcome: failure ? ("failed" as const) : ("done" as const),
          error: failure ? messageOf(failure) : undefined,
        })),
        nextSteps: steps.list().map(({ step, failures, dueAt }) => ({ ...step, failures, dueAt: dueAt.toISOString() })),
        error: error ? messageOf(error) : null,
        host,
        warnings,
        poolWanted: Object.fromEntries(poolFiller.wanted),
      },
      { maxRunning, refusal },
    );
    await fleet.saveKeeperMetrics(await metrics.read());
  }
}

function messageOf(error: unknown): string {
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}
