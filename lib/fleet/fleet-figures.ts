import "server-only";
import type { Database } from "@/lib/db/database";
import type { FleetPool } from "@/lib/schemas/fleet";
import type { SessionState } from "@/lib/schemas/session";

export interface Places {
  inAll: number;
  taken: number;
}

interface PoolRow {
  templateKey: string;
  slug: string | null;
  title: string | null;
  waiting: number;
  starting: number;
  reason: string | null;
  failures: number | null;
  retryAt: Date | null;
}

/** Counts what the database knows of the fleet at this moment. */
export class FleetFigures {
  constructor(private readonly database: Database) {}

  async readPlaces(maxLive: number): Promise<Places> {
    const rows = await this.database.$queryRaw<Places[]>`
      SELECT places_in_all(${maxLive}::integer) AS "inAll", places_taken() AS taken`;
    return rows[0] ?? { inAll: maxLive, taken: 0 };
  }

  async countSessions(): Promise<Map<SessionState, number>> {
    const counts = await this.database.exerciseSession.groupBy({ by: ["state"], _count: true });
    return new Map(counts.map(({ state, _count }) => [state, _count]));
  }

  /** Every template that an exercise database has, that waits in the pool, or that is out of service. */
  async listPool(): Promise<Omit<FleetPool, "wanted">[]> {
    const rows = await this.database.$queryRaw<PoolRow[]>`
      SELECT keys.template_key AS "templateKey", named.slug, named.title,
        count(p.name) FILTER (WHERE p.state = 'ready')::integer AS waiting,
        count(p.name) FILTER (WHERE p.state = 'starting')::integer AS starting,
        fault.reason, fault.failures, fault.retry_at AS "retryAt"
      FROM (
        SELECT template_key FROM exercise_databases WHERE template_key IS NOT NULL
        UNION SELECT template_key FROM pool_containers
        UNION SELECT template_key FROM template_faults
      ) AS keys
      LEFT JOIN LATERAL (
        SELECT d.slug, d.title FROM exercise_databases d WHERE d.template_key = keys.template_key ORDER BY d.slug LIMIT 1
      ) AS named ON true
      LEFT JOIN pool_containers p ON p.template_key = keys.template_key
      LEFT JOIN template_faults fault ON fault.template_key = keys.template_key
      GROUP BY keys.template_key, named.slug, named.title, fault.reason, fault.failures, fault.retry_at
      ORDER BY named.title NULLS LAST, keys.template_key`;
    return rows.map(toPool);
  }

  /** "Late returns of Ada", for the audit log; it stays readable when the session's row is gone. */
  async nameSession(id: string): Promise<string> {
    const names = { student: { select: { name: true } }, exercise: { select: { title: true } } };
    const row = await this.database.exerciseSession.findUnique({ where: { id }, select: names });
    return row ? `${row.exercise.title} of ${row.student.name}` : `session ${id}`;
  }
}

function toPool({ templateKey, slug, title, waiting, starting, reason, failures, retryAt }: PoolRow) {
  return {
    templateKey,
    database: slug !== null && title !== null ? { slug, title } : null,
    waiting,
    starting,
    outOfService:
      reason !== null && failures !== null && retryAt !== null
        ? { reason, failures, retryAt: retryAt.toISOString() }
        : null,
  };
}
