import "server-only";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { type MetricFamily, metricFamiliesSchema } from "./metric-families";

type QueryOutcome = "ok" | "sql" | "timeout" | "cancelled" | "limit" | "connection";

/** From a claim of some milliseconds to a start that gave up. */
const startBuckets = [0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.4, 0.8, 1.6, 3, 5, 10, 30];
const callBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const queryBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * What one process did since it began, for Prometheus. Labels are words of Carrel's own, never names, SQL or secrets.
 * Each composition has a registry of its own. What is true of the fleet at a moment is read from the database instead.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly instruments = createInstruments(this.registry);
  private observesProcess = false;

  /** `process` becomes a label of every value: "web" or "keeper". */
  constructor(options: { process: string }) {
    this.registry.setDefaultLabels({ process: options.process });
  }

  /** A start, from the request to `ready`: with a container out of the pool, or a new one. */
  sessionStarted({ from, durationMs }: { from: "pool" | "cold"; durationMs: number }): void {
    this.instruments.starts.observe({ from }, durationMs / 1000);
  }

  /** A start that gave up; `code` is one of the error codes. */
  sessionStartFailed({ code }: { code: string }): void {
    this.instruments.startFailures.inc({ code });
  }

  /** Whether a container waited for somebody who needed one. */
  claim(kind: "warm" | "cold"): void {
    this.instruments.claims.inc({ kind });
  }

  /** One call of Docker's API. `outcome` is "ok", "expected" (a refusal that the caller reckons with), or the kind of failure. */
  dockerCall({ operation, durationMs, outcome }: { operation: string; durationMs: number; outcome: string }): void {
    this.instruments.dockerCalls.observe({ operation }, durationMs / 1000);
    if (outcome !== "ok" && outcome !== "expected") this.instruments.dockerErrors.inc({ operation, outcome });
  }

  /** One request to run SQL, the waiting for a sleeping session left out. */
  queryRan({ outcome, durationMs }: { outcome: QueryOutcome; durationMs: number }): void {
    this.instruments.queries.observe({ outcome }, durationMs / 1000);
  }

  keeperRound({ durationMs, outcome }: { durationMs: number; outcome: "ok" | "failed" }): void {
    this.instruments.keeperRounds.observe({ outcome }, durationMs / 1000);
  }

  keeperStep({ kind, outcome }: { kind: string; outcome: string }): void {
    this.instruments.keeperSteps.inc({ kind, outcome });
  }

  /** A container that belonged to nobody was found. */
  leakFound(): void {
    this.instruments.leaks.inc();
  }

  /** Clients of a student's own were stopped because the disk quota was reached. */
  clientsStopped(): void {
    this.instruments.quotaStops.inc();
  }

  sessionHibernated(): void {
    this.instruments.hibernations.inc();
  }

  sessionWoken({ durationMs }: { durationMs: number }): void {
    this.instruments.wakes.observe(durationMs / 1000);
  }

  /** All values of this process, as they go into an answer or, the keeper's, into the database. */
  async read(): Promise<MetricFamily[]> {
    this.observeProcess();
    return metricFamiliesSchema.parse(await this.registry.getMetricsAsJSON());
  }

  /** Only from the first reading on, so that a composition that nobody asks costs no observers. */
  private observeProcess(): void {
    if (this.observesProcess) return;
    this.observesProcess = true;
    collectDefaultMetrics({ register: this.registry });
  }
}

function createInstruments(registry: Registry) {
  const registers = [registry];
  return {
    starts: new Histogram({
      name: "carrel_session_start_duration_seconds",
      help: "Time from the request to a ready session, by where its container came from",
      labelNames: ["from"],
      buckets: startBuckets,
      registers,
    }),
    startFailures: new Counter({
      name: "carrel_session_start_failures_total",
      help: "Starts that gave up, by error code",
      labelNames: ["code"],
      registers,
    }),
    claims: new Counter({
      name: "carrel_pool_claims_total",
      help: "Containers asked of the pool: warm where one waited, cold where none did",
      labelNames: ["kind"],
      registers,
    }),
    hibernations: new Counter({
      name: "carrel_session_hibernations_total",
      help: "Sessions that were put to sleep",
      registers,
    }),
    wakes: new Histogram({
      name: "carrel_session_wake_duration_seconds",
      help: "Time from the wish to wake a sleeping session until it was ready",
      buckets: startBuckets,
      registers,
    }),
    queries: new Histogram({
      name: "carrel_query_duration_seconds",
      help: "Time that requests to run SQL took, by the outcome of their last statement",
      labelNames: ["outcome"],
      buckets: queryBuckets,
      registers,
    }),
    ...createFleetInstruments(registers),
  };
}

function createFleetInstruments(registers: Registry[]) {
  return {
    dockerCalls: new Histogram({
      name: "carrel_docker_call_duration_seconds",
      help: "Time until Docker answered, by operation",
      labelNames: ["operation"],
      buckets: callBuckets,
      registers,
    }),
    dockerErrors: new Counter({
      name: "carrel_docker_errors_total",
      help: "Docker calls that did not succeed, by operation and outcome",
      labelNames: ["operation", "outcome"],
      registers,
    }),
    keeperRounds: new Histogram({
      name: "carrel_keeper_round_duration_seconds",
      help: "Time that the keeper's rounds took",
      labelNames: ["outcome"],
      buckets: callBuckets,
      registers,
    }),
    keeperSteps: new Counter({
      name: "carrel_keeper_steps_total",
      help: "Steps that the keeper carried out to make rows and containers agree, by kind and outcome",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    quotaStops: new Counter({
      name: "carrel_client_quota_stops_total",
      help: "Times that clients such as psql were stopped because their session's disk quota was reached",
      registers,
    }),
    leaks: new Counter({
      name: "carrel_leaks_found_total",
      help: "Containers found that belonged to nobody",
      registers,
    }),
  };
}
