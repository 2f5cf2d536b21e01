import "server-only";
import type { ExerciseSession } from "@/lib/db/generated/client";
import { type Session, type SessionEvent, startStageSchema } from "@/lib/schemas/session";

/** A session's row without its passwords. */
export type SessionRow = Omit<ExerciseSession, "studentPassword" | "adminPassword">;

/** A session as its student may see it. */
export function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    studentId: row.studentId,
    state: row.state,
    containerName: row.containerName,
    port: row.port,
    queuePosition: null,
    createdAt: row.createdAt.toISOString(),
    lastActiveAt: row.lastActiveAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** One message of a session's event stream. */
export function toSessionEvent(row: SessionRow, now: Date): SessionEvent {
  const stage = startStageSchema.safeParse(row.stage);
  return {
    session: toSession(row),
    stage: row.state === "starting" && stage.success ? stage.data : null,
    queuePosition: null,
    timeLeftMs: Math.max(0, row.expiresAt.getTime() - now.getTime()),
    failure: row.failureCode && row.failureMessage ? { code: row.failureCode, message: row.failureMessage } : null,
  };
}
