import "server-only";
import type { Database } from "@/lib/db/database";
import type { EarlierSession } from "@/lib/schemas/statement-history";

export interface SessionKey {
  studentId: string;
  exerciseId: string;
}

interface LastSessionOptions extends SessionKey {
  database: Database;
  retentionMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const toldReasons: Record<string, EarlierSession["reason"] | undefined> = {
  retention: "retention",
  teacher: "teacher",
  admin: "admin",
};

/**
 * The student's last session for an exercise, where they should hear what became of it: it went without them. Null where
 * they ended it themselves, where it never ran, and where one is live.
 */
export async function findLastSession(options: LastSessionOptions): Promise<EarlierSession | null> {
  const { database, studentId, exerciseId, retentionMs } = options;
  const last = await database.exerciseSession.findFirst({
    where: { studentId, exerciseId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, state: true, failureCode: true, endReason: true, endedAt: true, lastActiveAt: true },
  });
  if (!last) return null;
  const reason = reasonOf(last);
  if (!reason) return null;
  const endedAt = (last.endedAt ?? last.lastActiveAt).toISOString();
  return { id: last.id, reason, endedAt, retentionDays: Math.round(retentionMs / dayMs) };
}

function reasonOf(last: { state: string; failureCode: string | null; endReason: string | null }) {
  if (last.state === "failed") return last.failureCode === "session_failed" ? "lost" : null;
  return last.state === "ended" ? (toldReasons[last.endReason ?? ""] ?? null) : null;
}
