import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/database";

/** A row is there before its container, so that nothing is ever made that no row knows. */
export class GraderRepository {
  constructor(private readonly database: Database) {}

  /** The container for this key, from now on in use. @returns its name */
  async claim(key: string): Promise<string> {
    const name = `carrel-grader-${key}-${randomUUID()}`;
    const [row] = await this.database.$queryRaw<{ name: string }[]>`
      INSERT INTO graders (name, key) VALUES (${name}, ${key})
      ON CONFLICT (key) DO UPDATE SET last_used_at = now() RETURNING name`;
    if (!row) throw new Error("an upsert gave no row");
    return row.name;
  }

  /** @returns false where the container was given up meanwhile */
  async touch(name: string): Promise<boolean> {
    return (await this.database.$executeRaw`UPDATE graders SET last_used_at = now() WHERE name = ${name}`) === 1;
  }

  async setPort(options: { name: string; port: number }): Promise<void> {
    const { name, port } = options;
    await this.database.grader.updateMany({ where: { name }, data: { port } });
  }

  /** Names, and whether nobody has used them for so long. */
  listAll(options: { idleMs: number }): Promise<{ name: string; idle: boolean }[]> {
    return this.database.$queryRaw<{ name: string; idle: boolean }[]>`
      SELECT name, last_used_at < now() - ${options.idleMs} * interval '1 millisecond' AS idle FROM graders`;
  }

  /** @returns whether it was there, and as idle as that; then its container belongs to nobody */
  async removeIdle(options: { name: string; idleMs: number }): Promise<boolean> {
    const { name, idleMs } = options;
    const removed = await this.database.$executeRaw`
      DELETE FROM graders WHERE name = ${name} AND last_used_at <= now() - ${idleMs} * interval '1 millisecond'`;
    return removed === 1;
  }
}
