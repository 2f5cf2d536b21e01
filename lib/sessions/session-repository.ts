import "server-only";
import type { Database } from "@/lib/db/database";
import { newId } from "@/lib/db/new-id";
import type { SessionState, StartStage } from "@/lib/schemas/session";
import type { SessionRow } from "./session-row";
import { liveStates, statesBefore } from "./session-state";

const withoutPasswords = { studentPassword: true, adminPassword: true } as const;
/** A session that is over has no container, and its passwords are of no use to anybody. */
const forgotten = { studentPassword: null, adminPassword: null };
const live = { in: [...liveStates] };

export interface NewSession {
  studentId: string;
  exerciseId: string;
  containerName: string;
  studentPassword: string;
  adminPassword: string;
  retentionMs: number;
}

/** Reads and changes sessions' rows. Each change of state is one UPDATE that names the states it may come from. */
export class SessionRepository {
  constructor(private readonly database: Database) {}

  /** @returns the new session's id, or null where the student has a live one for this exercise already */
  async insertStarting(session: NewSession): Promise<string | null> {
    const inserted = await this.database.$queryRaw<{ id: string }[]>`
      INSERT INTO exercise_sessions
        (id, student_id, exercise_id, state, stage, container_name, student_password, admin_password, expires_at)
      VALUES (${newId()}, ${session.studentId}, ${session.exerciseId}, 'starting', 'container', ${session.containerName},
        ${session.studentPassword}, ${session.adminPassword}, now() + ${session.retentionMs} * interval '1 millisecond')
      ON CONFLICT (student_id, exercise_id) WHERE state IN ('queued', 'starting', 'ready', 'hibernated') DO NOTHING
      RETURNING id`;
    return inserted[0]?.id ?? null;
  }

  findSession(id: string): Promise<SessionRow | null> {
    return this.database.exerciseSession.findUnique({ where: { id }, omit: withoutPasswords });
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
    const row = await this.database.exerciseSession.findUniqueOrThrow({
      where: { id },
      select: { studentPassword: true, adminPassword: true },
    });
    return { student: row.studentPassword ?? "", admin: row.adminPassword ?? "" };
  }

  /** Takes the work on a starting session, by the database's clock. @returns null where it is done, or another's. */
  async claim(options: { id: string; holder: string; leaseMs: number }): Promise<SessionRow | null> {
    const claimed = await this.database.$executeRaw`
      UPDATE exercise_sessions
      SET lease_holder = ${options.holder}, lease_until = now() + ${options.leaseMs} * interval '1 millisecond'
      WHERE id = ${options.id} AND state = 'starting'
        AND (lease_until IS NULL OR lease_until < now() OR lease_holder = ${options.holder})`;
    return claimed === 1 ? this.findSession(options.id) : null;
  }

  async release(options: { id: string; holder: string }): Promise<void> {
    await this.database.exerciseSession.updateMany({
      where: { id: options.id, leaseHolder: options.holder },
      data: { leaseHolder: null, leaseUntil: null },
    });
  }

  /** Whether somebody still works on this session's container. */
  async isClaimed(id: string): Promise<boolean> {
    const rows = await this.database.$queryRaw<{ claimed: boolean }[]>`
      SELECT coalesce(lease_until > now(), false) AS claimed FROM exercise_sessions WHERE id = ${id}`;
    return rows[0]?.claimed ?? false;
  }

  /** @returns false where the session is no longer the one that was being started */
  async setStage(options: { id: string; containerName: string; stage: StartStage }): Promise<boolean> {
    const { id, containerName, stage } = options;
    const where = { id, containerName, state: "starting" as const };
    return (await this.database.exerciseSession.updateMany({ where, data: { stage } })).count === 1;
  }

  /** @returns false where the session was ended or reset meanwhile, so that the container belongs to nobody */
  async setReady(options: { id: string; containerName: string; port: number }): Promise<boolean> {
    const changed = await this.database.$executeRaw`
      UPDATE exercise_sessions
      SET state = 'ready', stage = NULL, pooled_name = NULL, port = ${options.port}, ready_at = now(), failure_code = NULL, failure_message = NULL
      WHERE id = ${options.id} AND container_name = ${options.containerName} AND state = 'starting'`;
    return changed === 1;
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
    const where = { ...options, state: { in: statesBefore("starting") } };
    const data = { state: "starting" as const, stage: "container", port: null };
    return (await this.database.exerciseSession.updateMany({ where, data })).count === 1;
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
    };
    const where = { id, containerName: from, state: { in: ["ready" as const, "hibernated" as const] } };
    return (await this.database.exerciseSession.updateMany({ where, data })).count === 1;
  }

  async setEnded(id: string): Promise<void> {
    await this.database.exerciseSession.updateMany({
      where: { id, state: { in: statesBefore("ended") } },
      data: { state: "ended", stage: null, port: null, endedAt: new Date(), ...forgotten },
    });
  }

  async touch(options: { id: string; retentionMs: number }): Promise<void> {
    await this.database.$executeRaw`
      UPDATE exercise_sessions
      SET last_active_at = now(), expires_at = now() + ${options.retentionMs} * interval '1 millisecond'
      WHERE id = ${options.id}`;
  }

  /** Live sessions as the keeper sees them; what is over is decided by the database's clock. */
  listForKeeper(): Promise<KeeperSession[]> {
    return this.database.$queryRaw<KeeperSession[]>`
      SELECT id, state, container_name AS "containerName", pooled_name AS "pooledName", expires_at < now() AS expired,
             coalesce(lease_until > now(), false) AS claimed
      FROM exercise_sessions WHERE state IN ('queued', 'starting', 'ready', 'hibernated')`;
  }
}

export interface KeeperSession {
  id: string;
  state: SessionState;
  containerName: string | null;
  pooledName: string | null;
  expired: boolean;
  claimed: boolean;
}
