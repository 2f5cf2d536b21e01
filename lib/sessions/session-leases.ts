import "server-only";
import type { Database } from "@/lib/db/database";
import { type SessionRow, sessionColumns } from "./session-row";

interface KeptLease {
  id: string;
  holder: string;
  onError: (error: unknown) => void;
}

/**
 * Who works on a session's container at the moment. A lease runs out by the database's clock where its holder died, so the
 * work of a process that is gone is taken up by another.
 */
export class SessionLeases {
  private readonly kept = new Set<KeptLease>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    /** How long a lease holds without being renewed, in milliseconds. */
    private readonly leaseMs: number,
  ) {}

  /** Keeps work going that takes longer than a lease holds. @returns what ends that */
  keepRenewing(lease: { id: string; holder: string }, onError: (error: unknown) => void): () => void {
    const kept = { ...lease, onError };
    this.kept.add(kept);
    this.timer ??= setInterval(() => this.renewKept(), this.leaseMs / 3);
    return () => {
      this.kept.delete(kept);
      if (this.kept.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }

  /** Takes the work on a starting session, by the database's clock. @returns null where it is done, or another's. */
  async claimStarting(options: { id: string; holder: string }): Promise<SessionRow | null> {
    const [row] = await this.database.$queryRaw<SessionRow[]>`
      UPDATE exercise_sessions
      SET lease_holder = ${options.holder}, lease_until = now() + ${this.leaseMs} * interval '1 millisecond'
      WHERE id = ${options.id} AND state = 'starting'
        AND (NOT lease_holds(lease_until, ${this.leaseMs}::int) OR lease_holder = ${options.holder})
      RETURNING ${sessionColumns}`;
    return row ?? null;
  }

  /** Takes the work on a session that sleeps while its container runs. @returns null where there is none to do */
  async claimAsleep(options: { id: string; holder: string }): Promise<SessionRow | null> {
    const [row] = await this.database.$queryRaw<SessionRow[]>`
      UPDATE exercise_sessions
      SET lease_holder = ${options.holder}, lease_until = now() + ${this.leaseMs} * interval '1 millisecond'
      WHERE id = ${options.id} AND state = 'hibernated' AND NOT lease_holds(lease_until, ${this.leaseMs}::int)
      RETURNING ${sessionColumns}`;
    return row ?? null;
  }

  /** In one statement: where a whole class starts, they are many. */
  private async renewKept(): Promise<void> {
    const kept = [...this.kept];
    try {
      await this.database.$executeRaw`
        UPDATE exercise_sessions s SET lease_until = now() + ${this.leaseMs} * interval '1 millisecond'
        FROM unnest(${kept.map(({ id }) => id)}::text[], ${kept.map(({ holder }) => holder)}::text[]) AS kept (id, holder)
        WHERE s.id = kept.id AND s.lease_holder = kept.holder`;
    } catch (error) {
      for (const { onError } of kept) onError(error);
    }
  }

  async release(options: { id: string; holder: string }): Promise<void> {
    await this.database.exerciseSession.updateMany({
      where: { id: options.id, leaseHolder: options.holder },
      data: { leaseHolder: null, leaseUntil: null },
    });
  }

  /** Waits until nobody works on the session's container. Whoever does notices an end at the next step and lets go. */
  async untilReleased(id: string): Promise<void> {
    while (await this.isClaimed(id)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  private async isClaimed(id: string): Promise<boolean> {
    const rows = await this.database.$queryRaw<{ claimed: boolean }[]>`
      SELECT lease_holds(lease_until, ${this.leaseMs}::int) AS claimed FROM exercise_sessions WHERE id = ${id}`;
    return rows[0]?.claimed ?? false;
  }
}
