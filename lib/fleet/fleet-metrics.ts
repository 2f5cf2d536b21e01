import "server-only";
import type { MetricFamily } from "@/lib/metrics/metric-families";
import type { Metrics } from "@/lib/metrics/metrics";
import { type RenderedMetrics, renderMetrics } from "@/lib/metrics/render-metrics";
import { sessionStateSchema } from "@/lib/schemas/session";
import type { FleetFigures } from "./fleet-figures";
import type { FleetRepository } from "./fleet-repository";
import { withinPatience } from "./within-patience";

interface FleetMetricsOptions {
  figures: FleetFigures;
  repository: FleetRepository;
  metrics: Metrics;
  isKeeperActive: () => Promise<boolean>;
  /** SESSION_MAX_LIVE. */
  maxLive: number;
}

/** Prometheus gives up after ten seconds; without the database it still gets what this process knows. */
const patienceMs = 3_000;

/** The installation's metrics: this process's, the keeper's, and what is true of the fleet now. */
export class FleetMetrics {
  constructor(private readonly options: FleetMetricsOptions) {}

  /** Prometheus's text. Carrel's database being away is one of its values. */
  async render(): Promise<RenderedMetrics> {
    const own = this.options.metrics.read();
    const shared = withinPatience(this.readShared(), patienceMs).catch(() => [databaseUp(false)]);
    return renderMetrics([await own, await shared]);
  }

  private async readShared(): Promise<MetricFamily[]> {
    const { figures, repository, isKeeperActive, maxLive } = this.options;
    const [sessions, pool, places, state, keeper, active] = await Promise.all([
      figures.countSessions(),
      figures.listPool(),
      figures.readPlaces(maxLive),
      repository.readState(),
      repository.readKeeperMetrics(),
      isKeeperActive(),
    ]);
    return [
      databaseUp(true),
      gauge("carrel_sessions", "Sessions by state", sessionStateSchema.options, (state) => ({
        labels: { state },
        value: sessions.get(state) ?? 0,
      })),
      single("carrel_queue_length", "Sessions that wait for a place", sessions.get("queued") ?? 0),
      single("carrel_capacity_places", "Places for sessions that run", places.inAll),
      single("carrel_capacity_places_taken", "Places that are taken", places.taken),
      single("carrel_draining", "1 while an administrator lets nothing new begin", Number(state.draining)),
      single(
        "carrel_starts_refused",
        "1 while starts are refused, for example because the disk is full",
        Number(state.refusal !== null),
      ),
      gauge(
        "carrel_pool_containers",
        "Containers ahead of need, by template and state",
        pool.flatMap((one) => [
          { ...one, state: "ready", count: one.waiting },
          { ...one, state: "starting", count: one.starting },
        ]),
        ({ database, templateKey, state, count }) => ({
          labels: { database: database?.slug ?? "", template: shortKey(templateKey), state },
          value: count,
        }),
      ),
      gauge("carrel_template_out_of_service", "1 where a template's containers did not get ready", pool, (one) => ({
        labels: { database: one.database?.slug ?? "", template: shortKey(one.templateKey) },
        value: Number(one.outOfService !== null),
      })),
      single("carrel_keeper_up", "1 while a keeper is at work", Number(active)),
      ...keeperRoundAge(state.latest?.at),
      ...keeper,
    ];
  }
}

function keeperRoundAge(at: string | undefined): MetricFamily[] {
  if (at === undefined) return [];
  const help = "When the keeper's last round ended, in seconds since 1970";
  return [single("carrel_keeper_last_round_timestamp_seconds", help, Date.parse(at) / 1000)];
}

function databaseUp(up: boolean): MetricFamily {
  return single("carrel_database_up", "1 while Carrel's own database answers", Number(up));
}

function single(name: string, help: string, value: number): MetricFamily {
  return gauge(name, help, [value], () => ({ labels: {}, value }));
}

function gauge<T>(
  name: string,
  help: string,
  facts: readonly T[],
  toValue: (fact: T) => MetricFamily["values"][number],
): MetricFamily {
  return { name, help, type: "gauge", values: facts.map(toValue) };
}

/** Enough of a template's key to tell two apart. */
function shortKey(templateKey: string): string {
  return templateKey.slice(0, 8);
}
