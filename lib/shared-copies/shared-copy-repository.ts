import "server-only";
import type { Database } from "@/lib/db/database";

/** A copy that can be read, and what it takes to get in. */
export interface SharedCopy {
  name: string;
  port: number;
  passwords: { admin: string; reader: string };
}

/** What the keeper must know to plan. */
export interface KeptSharedCopy {
  name: string;
  state: "starting" | "ready";
  /** Nobody needs it: it was not used for long, its template is outdated, or whoever started it died. */
  unwanted: boolean;
}

interface Settings {
  leaseMs: number;
  /** A copy goes when nobody has used it for so long; the shorter time counts while people wait for a place. */
  idleMs: number;
  yieldMs: number;
}

/** Reads and changes the rows of shared copies. Each decision is one statement of the database (migration 0007). */
export class SharedCopyRepository {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  /** The copy of a template, marked as used, where it is ready. */
  async findReady(templateKey: string): Promise<SharedCopy | null> {
    const [row] = await this.database.$queryRaw<(Omit<SharedCopy, "passwords"> & { admin: string; reader: string })[]>`
      UPDATE shared_copies SET last_used_at = now() WHERE template_key = ${templateKey} AND state = 'ready'
      RETURNING name, port, admin_password AS admin, reader_password AS reader`;
    return row ? { name: row.name, port: row.port, passwords: { admin: row.admin, reader: row.reader } } : null;
  }

  /** Writes down a copy before it is made, unless somebody else has. See `admit_shared_copy`. */
  async admit(copy: {
    templateKey: string;
    name: string;
    passwords: SharedCopy["passwords"];
  }): Promise<"existing" | "starting" | "refused" | "full"> {
    const { templateKey, name, passwords } = copy;
    const [row] = await this.database.$queryRaw<{ outcome: "existing" | "starting" | "refused" | "full" }[]>`
      SELECT admit_shared_copy(${templateKey}, ${name}, ${passwords.reader}, ${passwords.admin},
        ${this.settings.leaseMs}::int) AS outcome`;
    if (!row) throw new Error("admit_shared_copy gave no row");
    return row.outcome;
  }

  /** Keeps a start going that takes longer than a lease holds. @returns what lets go of the timer */
  keepRenewing(name: string, onError: (error: unknown) => void): () => void {
    const renew = () =>
      this.database.$executeRaw`
        UPDATE shared_copies SET lease_until = now() + ${this.settings.leaseMs} * interval '1 millisecond'
        WHERE name = ${name}`;
    const timer = setInterval(() => renew().catch(onError), this.settings.leaseMs / 3);
    return () => clearInterval(timer);
  }

  /** @returns false where the row was taken away meanwhile, so that the container belongs to nobody */
  async setReady({ name, port }: { name: string; port: number }): Promise<boolean> {
    const changed = await this.database.$executeRaw`
      UPDATE shared_copies SET state = 'ready', port = ${port}, lease_until = NULL, last_used_at = now()
      WHERE name = ${name} AND state = 'starting'`;
    return changed === 1;
  }

  /** @returns false where the row was gone already, with whoever takes the container away */
  async remove(name: string): Promise<boolean> {
    return (await this.database.$executeRaw`DELETE FROM shared_copies WHERE name = ${name}`) === 1;
  }

  /** All of them, by the database's clock. A time in the future was written before the clock jumped back. */
  listForKeeper(): Promise<KeptSharedCopy[]> {
    const { leaseMs, idleMs, yieldMs } = this.settings;
    return this.database.$queryRaw<KeptSharedCopy[]>`
      WITH pressed AS (
        SELECT EXISTS (SELECT FROM exercise_sessions WHERE state = 'queued')
          OR EXISTS (SELECT FROM fleet_state WHERE draining) AS yes
      )
      SELECT c.name, c.state::text AS state,
        CASE c.state WHEN 'starting' THEN NOT lease_holds(c.lease_until, ${leaseMs}::int)
          ELSE NOT EXISTS (SELECT FROM exercise_databases d WHERE d.template_key = c.template_key)
            OR abs(extract(epoch FROM now() - c.last_used_at)) * 1000
              > CASE WHEN pressed.yes THEN least(${idleMs}, ${yieldMs})::bigint ELSE ${idleMs}::bigint END
        END AS unwanted
      FROM shared_copies c, pressed ORDER BY c.created_at, c.name`;
  }
}
