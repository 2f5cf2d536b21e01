import "server-only";
import { type ExerciseSession, Prisma } from "@/lib/db/generated/client";
import { type Session, type SessionEvent, startStageSchema } from "@/lib/schemas/session";

/** A session's row without its passwords. */
export type SessionRow = Omit<ExerciseSession, "studentPassword" | "adminPassword">;

/** The columns of SessionRow, for statements that Prisma cannot say. */
export const sessionColumns =
  Prisma.raw(`id, student_id AS "studentId", exercise_id AS "exerciseId", state::text, stage,
  container_name AS "containerName", pooled_name AS "pooledName", port, failure_code AS "failureCode",
  failure_message AS "failureMessage", lease_until AS "leaseUntil", lease_holder AS "leaseHolder",
  created_at AS "createdAt", ready_at AS "readyAt", last_active_at AS "lastActiveAt", expires_at AS "expiresAt",
  ended_at AS "endedAt", queued_at AS "queuedAt", present_until AS "presentUntil", end_reason AS "endReason",
  connection_shown_at AS "connectionShownAt", disk_sleep_at AS "diskSleepAt"`);

/** What a session's row alone does not say. */
export interface SessionSurroundings {
  /** From 1, where it is queued. */
  queuePosition: number | null;
}

/** A session as its student may see it. */
export function toSession(row: SessionRow, { queuePosition }: SessionSurroundings = { queuePosition: null }): Session {
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    studentId: row.studentId,
    state: row.state,
    containerName: row.containerName,
    port: row.port,
    queuePosition,
    createdAt: row.createdAt.toISOString(),
    lastActiveAt: row.lastActiveAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

interface EventSurroundings extends SessionSurroundings {
  now: Date;
  sleepsAfterMs: number;
}

/** One message of a session's event stream. */
export function toSessionEvent(
  row: SessionRow,
  { now, sleepsAfterMs, queuePosition }: EventSurroundings,
): SessionEvent {
  const stage = startStageSchema.safeParse(row.stage);
  return {
    session: toSession(row, { queuePosition }),
    stage: row.state === "starting" && stage.success ? stage.data : null,
    queuePosition,
    timeLeftMs: Math.max(0, row.expiresAt.getTime() - now.getTime()),
    sleepsAfterMs,
    hasRun: row.readyAt !== null,
    diskSleepAt: row.diskSleepAt?.toISOString() ?? null,
    failure: row.failureCode && row.failureMessage ? { code: row.failureCode, message: row.failureMessage } : null,
  };
}
