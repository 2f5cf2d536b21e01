import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/database";
import { longestRestMinutes } from "@/lib/templates/template-faults";
import type { HostRoom } from "./host-room";

export interface PooledContainer {
  name: string;
  port: number;
}

/** The container that a session claimed and that does not bear its name yet, if there is one. */
export function claimedContainer(session: { pooledName: string | null; port: number | null }): PooledContainer | null {
  const { pooledName, port } = session;
  return pooledName && port ? { name: pooledName, port } : null;
}

/** A row of the pool, with its age by the database's clock. */
export interface PoolEntry {
  name: string;
  templateKey: string;
  state: "starting" | "ready";
  ageMs: number;
}

/** How many containers a template has waiting, and how often it was asked for lately. */
export interface TemplateDemand {
  templateKey: string;
  pooled: number;
  recentStarts: number;
  /** Its containers did not get ready lately: "resting" until the next try is due. */
  fault: "resting" | "due" | null;
}

/** Reads and changes the rows of the warm pool. */
export class PoolRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes down a container and the passwords that it will have before it is made, so that nothing is ever made that no row
   * knows. @returns its name
   */
  async insertStarting(templateKey: string, passwords: { admin: string; student: string }): Promise<string> {
    const name = `carrel-pool-${templateKey}-${randomUUID()}`;
    const { admin: adminPassword, student: studentPassword } = passwords;
    await this.database.poolContainer.create({ data: { name, templateKey, adminPassword, studentPassword } });
    return name;
  }

  /** @returns false where the row was taken away meanwhile, so that the container belongs to nobody */
  async setReady(container: PooledContainer): Promise<boolean> {
    const { name, port } = container;
    return (
      (await this.database.poolContainer.updateMany({ where: { name }, data: { state: "ready", port } })).count === 1
    );
  }

  /** @returns false where the row was gone: a session may have claimed the container, and it is not to be touched */
  async remove(name: string): Promise<boolean> {
    return (await this.database.poolContainer.deleteMany({ where: { name } })).count === 1;
  }

  /** Gives a starting session the container that waits longest, and its passwords: no two sessions get the same. */
  async claim(options: { sessionId: string; templateKey: string }): Promise<PooledContainer | null> {
    const [claimed] = await this.database.$queryRaw<{ name: string | null; port: number | null }[]>`
      SELECT name, port FROM claim_pooled(${options.sessionId}, ${options.templateKey})`;
    return claimed?.name && claimed.port ? { name: claimed.name, port: claimed.port } : null;
  }

  /**
   * Takes the container out of the pool that is least likely to be missed, so that its port and memory serve somebody who
   * is there. The caller removes the container.
   * @returns its name, or null where none waits
   */
  async evictOne(): Promise<string | null> {
    const evicted = await this.database.$queryRaw<{ name: string }[]>`
      DELETE FROM pool_containers WHERE name = (
        SELECT p.name FROM pool_containers p WHERE p.state = 'ready'
        ORDER BY
          EXISTS (SELECT FROM lessons l JOIN exercises e ON e.id = l.exercise_id
            JOIN exercise_databases d ON d.id = e.database_id
            WHERE d.template_key = p.template_key AND l.starts_at BETWEEN now() - interval '30 minutes'
              AND now() + interval '30 minutes'),
          (SELECT count(*) FROM exercise_sessions s JOIN exercises e ON e.id = s.exercise_id
            JOIN exercise_databases d ON d.id = e.database_id
            WHERE d.template_key = p.template_key AND s.created_at > now() - interval '10 minutes')::float
            / (SELECT count(*) FROM pool_containers o WHERE o.template_key = p.template_key),
          p.created_at
        LIMIT 1 FOR UPDATE OF p SKIP LOCKED
      ) RETURNING name`;
    return evicted[0]?.name ?? null;
  }

  async isReady(name: string): Promise<boolean> {
    return (await this.database.poolContainer.count({ where: { name, state: "ready" } })) === 1;
  }

  listAll() {
    return this.database.poolContainer.findMany({ orderBy: { createdAt: "asc" } });
  }

  /** What waits or is being started, the oldest first. */
  listEntries(): Promise<PoolEntry[]> {
    return this.database.$queryRaw<PoolEntry[]>`
      SELECT name, template_key AS "templateKey", state::text AS state,
        (extract(epoch FROM now() - created_at) * 1000)::float AS "ageMs"
      FROM pool_containers ORDER BY created_at, name`;
  }

  /** The templates that sessions can start from now, with what waits for them and the starts of the last ten minutes. */
  listDemand(): Promise<TemplateDemand[]> {
    return this.database.$queryRaw<TemplateDemand[]>`
      SELECT d.template_key AS "templateKey",
        (SELECT count(*)::int FROM pool_containers p WHERE p.template_key = d.template_key) AS pooled,
        (SELECT count(*)::int FROM exercise_sessions s JOIN exercises e ON e.id = s.exercise_id
          JOIN exercise_databases o ON o.id = e.database_id
          WHERE o.template_key = d.template_key AND s.created_at > now() - interval '10 minutes') AS "recentStarts",
        -- A time beyond the longest rest was written before the clock jumped back.
        (SELECT CASE WHEN f.retry_at BETWEEN now() AND now() + ${longestRestMinutes} * interval '1 minute'
          THEN 'resting' ELSE 'due' END FROM template_faults f WHERE f.template_key = d.template_key) AS fault
      FROM (SELECT DISTINCT template_key FROM exercise_databases WHERE build_state = 'ready' AND template_key IS NOT NULL) d
      ORDER BY 3 DESC, 1`;
  }

  /** What bounds the number of containers, and how much of it is used now. */
  async readRoom(limits: { maxLive: number; ports: number }): Promise<HostRoom> {
    const [found] = await this.database.$queryRaw<(Omit<HostRoom, "maxLive" | "ports"> & { others: number })[]>`
      SELECT others_running() AS others, f.max_running - others_running() AS "maxRunning", places_taken() AS taken,
        (SELECT count(*)::int FROM pool_containers) AS pooled,
        f.draining, coalesce(f.refusal, CASE WHEN f.draining THEN 'No new databases are started at the moment.' END) AS refusal
      FROM fleet_state f`;
    if (!found) throw new Error("fleet_state has lost its one row");
    const { others, ...room } = found;
    return { ...room, maxLive: limits.maxLive, ports: limits.ports - others };
  }

  /**
   * Whether somebody's own start is under way, waits for a place, or was a moment ago, so that others of the same class may
   * follow. Of a template that does not start, only what is not known yet: its people must not keep the others' containers
   * from being made.
   */
  async isSomebodyStarting(): Promise<boolean> {
    const [found] = await this.database.$queryRaw<{ starting: boolean }[]>`
      SELECT EXISTS (
        SELECT FROM exercise_sessions s JOIN exercises e ON e.id = s.exercise_id
          JOIN exercise_databases d ON d.id = e.database_id
        WHERE (s.state IN ('starting', 'queued') OR s.created_at BETWEEN now() - interval '500 milliseconds' AND now())
          AND NOT EXISTS (SELECT FROM template_faults f WHERE f.template_key = d.template_key)
      ) AS starting`;
    return found?.starting ?? false;
  }
}
