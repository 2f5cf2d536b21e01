import "server-only";
import type { Database } from "@/lib/db/database";
import { type SessionRow, sessionColumns } from "./session-row";

/**
 * Who works on a session's container at the moment. A lease runs out by the database's clock where its holder died, so the
 * work of a process that is gone is taken up by another.
 */
export class SessionLeases {
  constructor(
    private readonly database: Database,
    /** How long a lease holds without being renewed, in milliseconds. */
    private readonly leaseMs: number,
  ) {}

  /** Keeps work going that takes longer than a lease holds. @returns what lets go of the timer */
  keepRenewing(lease: { id: string; holder: string }, onError: (error: unknown) => void): () => void {
    const timer = setInterval(() => this.renew(lease).catch(onError), this.leaseMs / 3);
    return () => clearInterval(timer);
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

  private async renew(options: { id: string; holder: string }): Promise<void> {
    await this.database.$executeRaw`
      UPDATE exercise_sessions SET lease_until = now() + ${this.leaseMs} * interval '1 millisecond'
      WHERE id = ${options.id} AND lease_holder = ${options.holder}`;
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
