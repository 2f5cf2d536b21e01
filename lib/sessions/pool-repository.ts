import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/database";

export interface PooledContainer {
  name: string;
  port: number;
}

/** How many containers a template has waiting, and how often it was asked for lately. */
export interface TemplateDemand {
  templateKey: string;
  pooled: number;
  recentStarts: number;
}

/** Reads and changes the rows of the warm pool. */
export class PoolRepository {
  constructor(private readonly database: Database) {}

  /** Writes down a container before it is made, so that nothing is ever made that no row knows. @returns its name */
  async insertStarting(templateKey: string): Promise<string> {
    const name = `carrel-pool-${templateKey}-${randomUUID()}`;
    await this.database.poolContainer.create({ data: { name, templateKey } });
    return name;
  }

  /** @returns false where the row was taken away meanwhile, so that the container belongs to nobody */
  async setReady(container: PooledContainer): Promise<boolean> {
    const { name, port } = container;
    return (
      (await this.database.poolContainer.updateMany({ where: { name }, data: { state: "ready", port } })).count === 1
    );
  }

  async remove(name: string): Promise<void> {
    await this.database.poolContainer.deleteMany({ where: { name } });
  }

  /** Gives a starting session the container that waits longest, in one statement: no two sessions get the same. */
  async claim(options: { sessionId: string; templateKey: string }): Promise<PooledContainer | null> {
    const claimed = await this.database.$queryRaw<PooledContainer[]>`
      WITH candidate AS MATERIALIZED (
        SELECT name FROM pool_containers WHERE template_key = ${options.templateKey} AND state = 'ready'
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
      ), claimed AS (
        DELETE FROM pool_containers p USING candidate c WHERE p.name = c.name RETURNING p.name, p.port
      )
      UPDATE exercise_sessions s SET pooled_name = claimed.name, port = claimed.port
      FROM claimed WHERE s.id = ${options.sessionId} AND s.state = 'starting' AND s.pooled_name IS NULL
      RETURNING s.pooled_name AS name, s.port`;
    return claimed[0] ?? null;
  }

  listAll() {
    return this.database.poolContainer.findMany({ orderBy: { createdAt: "asc" } });
  }

  /** The templates that sessions can start from now, with what waits for them and the starts of the last ten minutes. */
  listDemand(): Promise<TemplateDemand[]> {
    return this.database.$queryRaw<TemplateDemand[]>`
      SELECT d.template_key AS "templateKey",
        (SELECT count(*)::int FROM pool_containers p WHERE p.template_key = d.template_key) AS pooled,
        (SELECT count(*)::int FROM exercise_sessions s JOIN exercises e ON e.id = s.exercise_id
          JOIN exercise_databases o ON o.id = e.database_id
          WHERE o.template_key = d.template_key AND s.created_at > now() - interval '10 minutes') AS "recentStarts"
      FROM (SELECT DISTINCT template_key FROM exercise_databases WHERE build_state = 'ready' AND template_key IS NOT NULL) d
      ORDER BY 3 DESC, 1`;
  }
}
