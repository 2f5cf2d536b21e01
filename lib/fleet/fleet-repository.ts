import "server-only";
import { z } from "zod";
import type { Database } from "@/lib/db/database";
import { type MetricFamily, metricFamiliesSchema } from "@/lib/metrics/metric-families";
import { type FleetSample, type KeeperRound, keeperRoundSchema, type NewKeeperRound } from "@/lib/schemas/fleet";

export interface NewSample {
  /** SESSION_MAX_LIVE; the places in all may be fewer. */
  maxLive: number;
  /** In use on the host; null where it could not be read. */
  memoryBytes: number | null;
  memoryTotalBytes: number | null;
}

/** Of a round that did very much, so many steps are kept for the page. */
const keptSteps = 100;
const keptSamplesHours = 24;
const shownSamplesHours = 6;
/** As many points as a picture of that size can show. */
const shownSamples = 120;

const lastRoundSchema = z.object({ latest: keeperRoundSchema, busy: keeperRoundSchema.nullable() });
const keeperMetricsSchema = z.object({ at: z.coerce.date(), families: metricFamiliesSchema });

/** What the keeper leaves for others to see, and the administrator's wish to drain. One row, and samples over time. */
export class FleetRepository {
  constructor(private readonly database: Database) {}

  /** Called at the end of each of the keeper's rounds. A busy round stays readable while quiet ones follow. */
  async saveRound(round: NewKeeperRound, places: { maxRunning: number | null; refusal: string | null }): Promise<void> {
    const { steps } = round;
    const saved = JSON.stringify({ ...round, steps: steps.slice(0, keptSteps), stepCount: steps.length });
    await this.database.$executeRaw`
      UPDATE fleet_state SET
        max_running = ${places.maxRunning}, refusal = ${places.refusal}, updated_at = now(),
        last_round = jsonb_build_object('latest', ${saved}::jsonb, 'busy',
          CASE WHEN ${steps.length > 0} THEN ${saved}::jsonb ELSE coalesce(last_round -> 'busy', 'null') END)`;
  }

  /** Counts the fleet and keeps the figures for a day. */
  async saveSample(sample: NewSample): Promise<void> {
    await this.database.$executeRaw`
      INSERT INTO fleet_samples (running, hibernated, queued, pooled, capacity, memory_bytes, memory_total_bytes)
      SELECT count(*) FILTER (WHERE state IN ('starting', 'ready')), count(*) FILTER (WHERE state = 'hibernated'),
        count(*) FILTER (WHERE state = 'queued'), (SELECT count(*) FROM pool_containers),
        places_in_all(${sample.maxLive}::integer), ${sample.memoryBytes}::bigint, ${sample.memoryTotalBytes}::bigint
      FROM exercise_sessions WHERE state IN ('queued', 'starting', 'ready', 'hibernated')
      ON CONFLICT DO NOTHING`;
    await this.database.$executeRaw`
      DELETE FROM fleet_samples WHERE at < now() - ${keptSamplesHours} * interval '1 hour'`;
  }

  /** The last hours, thinned to what a picture shows; each point is the highest of its time, so that no peak is lost. */
  async listSamples(): Promise<FleetSample[]> {
    const rows = await this.database.$queryRaw<(Omit<FleetSample, "at"> & { at: Date })[]>`
      WITH recent AS (
        SELECT * FROM fleet_samples WHERE at BETWEEN now() - ${shownSamplesHours} * interval '1 hour' AND now()
      ), width AS (
        SELECT greatest(interval '10 seconds', (now() - min(at)) / ${shownSamples}::integer) AS step FROM recent
      )
      SELECT max(at) AS at, max(running) AS running, max(hibernated) AS hibernated, max(queued) AS queued,
        max(pooled) AS pooled, max(capacity) AS capacity, max(memory_bytes)::float8 AS "memoryBytes",
        max(memory_total_bytes)::float8 AS "memoryTotalBytes"
      FROM recent, width GROUP BY date_bin(step, at, timestamptz '2001-01-01') ORDER BY 1`;
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** The one row. An account of a round that an older keeper wrote in another form reads as none. */
  async readState(): Promise<FleetStateView> {
    const row = await this.database.fleetState.findUniqueOrThrow({ where: { id: 1 }, omit: { keeperMetrics: true } });
    const rounds = lastRoundSchema.safeParse(row.lastRound).data;
    const { maxRunning, refusal, draining } = row;
    return { maxRunning, refusal, draining, latest: rounds?.latest ?? null, busy: rounds?.busy ?? null };
  }

  async saveKeeperMetrics(families: MetricFamily[]): Promise<void> {
    await this.database.$executeRaw`
      UPDATE fleet_state SET keeper_metrics =
        jsonb_build_object('at', now(), 'families', ${JSON.stringify(families)}::jsonb)`;
  }

  /** The keeper's metrics; none where they are older than a minute, since a dead keeper's figures would look alive. */
  async readKeeperMetrics(): Promise<MetricFamily[]> {
    const rows = await this.database.$queryRaw<{ keeperMetrics: unknown }[]>`
      SELECT keeper_metrics AS "keeperMetrics" FROM fleet_state
      WHERE (keeper_metrics ->> 'at')::timestamptz > now() - interval '1 minute'`;
    return keeperMetricsSchema.safeParse(rows[0]?.keeperMetrics).data?.families ?? [];
  }

  /** The keeper is told at once, because it empties the pool. @returns false where it was so already */
  async setDraining(draining: boolean): Promise<boolean> {
    const changed = await this.database.$executeRaw`
      UPDATE fleet_state SET draining = ${draining}, updated_at = now() WHERE draining <> ${draining}`;
    if (changed > 0) await this.database.$executeRaw`SELECT pg_notify('carrel_pool', '')`;
    return changed > 0;
  }
}

export interface FleetStateView {
  maxRunning: number | null;
  /** Why no start is let in; null: they are. */
  refusal: string | null;
  draining: boolean;
  latest: KeeperRound | null;
  busy: KeeperRound | null;
}
