import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import type { ExerciseProgress } from "@/lib/schemas/progress";

/**
 * What a student has begun and solved, the last first. Begun is what had a database of theirs, or an answer. A regraded answer
 * counts as it is graded now.
 */
export async function listProgress(database: Database, studentId: string): Promise<ExerciseProgress[]> {
  const rows = await database.queryDirectly<{ exerciseId: string; isSolved: boolean; lastAt: Date }>(Prisma.sql`
    SELECT exercise_id AS "exerciseId", bool_or(is_right) AS "isSolved", max(at) AS "lastAt"
    FROM (
      SELECT exercise_id, false AS is_right, last_active_at AS at
      FROM exercise_sessions WHERE student_id = ${studentId} AND ready_at IS NOT NULL
      UNION ALL
      SELECT exercise_id, verdict = 'correct', created_at FROM submissions WHERE student_id = ${studentId}
    ) AS work
    GROUP BY exercise_id ORDER BY max(at) DESC`);
  return rows.map(({ lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() }));
}
