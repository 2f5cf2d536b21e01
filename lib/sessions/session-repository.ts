import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import type { SessionState, StartStage } from "@/lib/schemas/session";
import { type SessionRow, sessionColumns } from "./session-row";
import { liveStates, statesBefore } from "./session-state";

const withoutPasswords = { studentPassword: true, adminPassword: true } as const;
/** A session that is over has no container, and its passwords are of no use to anybody. */
const forgotten = { studentPassword: null, adminPassword: null };
const live = { in: [...liveStates] };
/** Whoever was there so lately would wait for a container that went away. */
export const inUseMs = 2 * 60_000;

/** Why a session is over. "left_queue" is written by promote_queued alone. */
export type EndReason = "student" | "teacher" | "admin" | "retention";

/** Reads and changes sessions' rows. Each change of state is one UPDATE that names the states it may come from. */
export class SessionRepository {
  constructor(
    private readonly database: Database,
    private readonly settings: { leaseMs: number; retentionMs: number },
  ) {}

  async findSession(id: string): Promise<SessionRow | null> {
    const [row] = await this.database.queryDirectly<SessionRow>(Prisma.sql`
      SELECT ${sessionColumns} FROM exercise_sessions WHERE id = ${id}`);
    return row ?? null;
  }

  findLive(options: { studentId: string; exerciseId: string }): Promise<SessionRow | null> {
    return this.database.exerciseSession.findFirst({ where: { ...options, state: live }, omit: withoutPasswords });
  }

  listLive(options: { studentId?: string }): Promise<SessionRow[]> {
    return this.database.exerciseSession.findMany({
      where: { studentId: options.studentId, state: live },
      orderBy: { createdAt: "asc" },
      omit: withoutPasswords,
    });
  }

  /** The live sessions of some students, or of all, with names for a teacher's eyes. */
  listLiveWithNames(options: { studentIds: string[] | "all" }) {
    return this.database.exerciseSession.findMany({
      where: { state: live, ...(options.studentIds === "all" ? {} : { studentId: { in: options.studentIds } }) },
      orderBy: { createdAt: "asc" },
      omit: withoutPasswords,
      include: {
        student: { select: { id: true, name: true, email: true } },
        exercise: { select: { id: true, slug: true, title: true } },
      },
    });
  }

  /** What is needed to reach a session's PostgreSQL. Never leaves the server. */
  async getPasswords(id: string): Promise<{ student: string; admin: string }> {
    const [row] = await this.database.queryDirectly<{ student: string; admin: string }>(Prisma.sql`
      SELECT coalesce(student_password, '') AS student, coalesce(admin_password, '') AS admin
      FROM exercise_sessions WHERE id = ${id}`);
    if (!row) throw new Error(`there is no session ${id}`);
    return row;
  }

  /** @returns false where the session is no longer the one that was being started */
  async setStage(options: { id: string; containerName: string; stage: StartStage }): Promise<boolean> {
    const { id, containerName, stage } = options;
    const updated = await this.database.queryDirectly(Prisma.sql`
      UPDATE exercise_sessions SET stage = ${stage}
      WHERE id = ${id} AND container_name = ${containerName} AND state = 'starting' RETURNING id`);
    return updated.length === 1;
  }

  /**
   * Opens the session to its student, and lets go of the lease. The container may bear its pooled name a moment longer.
   * @returns null where the session was ended or reset meanwhile, so that the container belongs to nobody
   */
  async setReady(options: { id: string; containerName: string; port: number }): Promise<SessionRow | null> {
    const { id, containerName, port } = options;
    const [row] = await this.database.queryDirectly<SessionRow>(Prisma.sql`
      UPDATE exercise_sessions
      SET state = 'ready', stage = NULL, port = ${port}, ready_at = now(), last_active_at = now(),
        failure_code = NULL, failure_message = NULL, lease_holder = NULL, lease_until = NULL
      WHERE id = ${id} AND container_name = ${containerName} AND state = 'starting'
      RETURNING ${sessionColumns}`);
    return row ?? null;
  }

  /** The container bears the session's own name from now on, or the pooled one is gone. */
  async forgetPooledName(options: { id: string; pooledName: string }): Promise<void> {
    const { id, pooledName } = options;
    await this.database.exerciseSession.updateMany({ where: { id, pooledName }, data: { pooledName: null } });
  }

  async setFailed(options: { id: string; containerName: string; code: string; message: string }): Promise<void> {
    const { id, containerName, code, message } = options;
    await this.database.exerciseSession.updateMany({
      where: { id, containerName, state: { in: statesBefore("failed") } },
      data: { state: "failed", stage: null, port: null, failureCode: code, failureMessage: message, ...forgotten },
    });
  }

  /** A container went away or refuses its student: it is brought up again, with what is in it. */
  async setRecovering(options: { id: string; containerName: string }): Promise<boolean> {
    const where = { ...options, state: "ready" as const };
    const data = { state: "starting" as const, stage: "container", port: null };
    return (await this.database.exerciseSession.updateMany({ where, data })).count === 1;
  }

  /** Ready sessions that nobody has used for so long, the longest first, for whoever looks for one to put to sleep. */
  listIdle(options: { idleMs: number; limit: number }): Promise<SessionRow[]> {
    return this.database.$queryRaw<SessionRow[]>`
      SELECT ${sessionColumns} FROM exercise_sessions
      WHERE state = 'ready' AND last_active_at < now() - ${options.idleMs} * interval '1 millisecond'
      ORDER BY last_active_at LIMIT ${options.limit}`;
  }

  /**
   * Puts a session to sleep that is still as idle as it was said to be; whoever has the lease then stops its container.
   * @returns false where somebody used it meanwhile
   */
  async setHibernated(options: { id: string; idleMs: number; holder: string; isForDisk?: boolean }): Promise<boolean> {
    const { id, idleMs, holder, isForDisk = false } = options;
    const changed = await this.database.$executeRaw`
      UPDATE exercise_sessions
      SET state = 'hibernated', port = NULL, disk_sleep_at = CASE WHEN ${isForDisk} THEN now() END,
        lease_holder = ${holder}, lease_until = now() + ${this.settings.leaseMs} * interval '1 millisecond'
      WHERE id = ${id} AND state = 'ready' AND pooled_name IS NULL
        AND last_active_at < now() - ${idleMs} * interval '1 millisecond'`;
    return changed === 1;
  }

  /** Ready sessions, with all that it takes to get in, for the keeper's watch on their disks. */
  listReachable(): Promise<ReachableSession[]> {
    return this.database.queryDirectly<ReachableSession>(Prisma.sql`
      SELECT id, container_name AS "containerName", port, student_password AS "studentPassword",
             admin_password AS "adminPassword", connection_shown_at IS NOT NULL AS "isShown"
      FROM exercise_sessions
      WHERE state = 'ready' AND port IS NOT NULL AND student_password IS NOT NULL AND admin_password IS NOT NULL`);
  }

  /** The student is about to learn how psql and others get in. Until a reset, that stays true. */
  async setConnectionShown(id: string): Promise<void> {
    await this.database.$executeRaw`
      UPDATE exercise_sessions SET connection_shown_at = coalesce(connection_shown_at, now()) WHERE id = ${id}`;
  }

  /** Gives a ready session a new container's name; the old container belongs to nobody from here on. */
  async setResetting(options: {
    id: string;
    from: string;
    containerName: string;
    studentPassword: string;
    adminPassword: string;
  }): Promise<boolean> {
    const { id, from, ...next } = options;
    const data = {
      ...next,
      state: "starting" as const,
      stage: "container",
      port: null,
      pooledName: null,
      readyAt: null,
      connectionShownAt: null,
      diskSleepAt: null,
    };
    const where = { id, containerName: from, state: "ready" as const };
    return (await this.database.exerciseSession.updateMany({ where, data })).count === 1;
  }

  /** @returns false where it was over already */
  async setEnded(options: { id: string; reason: EndReason }): Promise<boolean> {
    const { id, reason } = options;
    const { count } = await this.database.exerciseSession.updateMany({
      where: { id, state: { in: statesBefore("ended") } },
      data: {
        state: "ended",
        stage: null,
        port: null,
        endedAt: new Date(),
        endReason: reason,
        queuedAt: null,
        ...forgotten,
      },
    });
    return count === 1;
  }

  /** The session is in use, and is kept longer. @returns false where it is not ready (any more): a query must wake it first */
  async touch(id: string): Promise<boolean> {
    const touched = await this.database.$executeRaw`
      UPDATE exercise_sessions
      SET last_active_at = now(), expires_at = now() + ${this.settings.retentionMs} * interval '1 millisecond'
      WHERE id = ${id} AND state = 'ready'`;
    return touched === 1;
  }

  /**
   * What was used after now was used before the clock jumped back, and would otherwise count as in use until then. A lease
   * that reaches further than any is given holds nothing, and must not keep a place taken either.
   */
  async forgetFuture(): Promise<void> {
    await this.database.$executeRaw`
      UPDATE exercise_sessions SET lease_holder = NULL, lease_until = NULL
      WHERE lease_until > now() + ${this.settings.leaseMs} * interval '1 millisecond'`;
    await this.database.$executeRaw`
      UPDATE exercise_sessions SET last_active_at = now()
      WHERE last_active_at > now() + interval '1 minute' AND state IN ('ready', 'starting', 'hibernated', 'queued')`;
  }

  /** The clock by which leases, idle times and ends are decided. */
  async readTime(): Promise<Date> {
    const [row] = await this.database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    if (!row) throw new Error("the database did not tell the time");
    return row.now;
  }

  /** Live sessions as the keeper sees them; what is over is decided by the database's clock. */
  listForKeeper(options: { idleMs: number }): Promise<KeeperSession[]> {
    return this.database.$queryRaw<KeeperSession[]>`
      SELECT id, state, container_name AS "containerName", pooled_name AS "pooledName", expires_at < now() AS expired,
             lease_holds(lease_until, ${this.settings.leaseMs}::int) AS claimed,
             last_active_at < now() - ${options.idleMs} * interval '1 millisecond' AS idle,
             last_active_at > now() - ${inUseMs} * interval '1 millisecond' AS "inUse"
      FROM exercise_sessions WHERE state IN ('queued', 'starting', 'ready', 'hibernated')`;
  }
}

export interface ReachableSession {
  id: string;
  containerName: string;
  port: number;
  studentPassword: string;
  adminPassword: string;
  /** Its student knows how psql and others get in. */
  isShown: boolean;
}

export interface KeeperSession {
  id: string;
  state: SessionState;
  containerName: string | null;
  pooledName: string | null;
  expired: boolean;
  claimed: boolean;
  /** Nobody has used it for so long that it may sleep. */
  idle: boolean;
  /** Somebody was there a moment ago. */
  inUse: boolean;
}
