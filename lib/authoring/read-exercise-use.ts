import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import type { ExerciseUse } from "@/lib/schemas/authored-exercise";

/** What students have done with an exercise, in one question. */
export async function readExerciseUse(
  database: Database,
  { id, version }: { id: string; version: number },
): Promise<ExerciseUse> {
  const [use] = await database.queryDirectly<ExerciseUse>(Prisma.sql`
    SELECT count(*)::int AS attempts, count(DISTINCT student_id)::int AS students,
      (count(*) FILTER (WHERE exercise_version <> ${version}))::int AS outdated,
      (SELECT count(*)::int FROM exercise_sessions
        WHERE exercise_id = ${id} AND state NOT IN ('ended', 'failed')) AS "openSessions"
    FROM submissions WHERE exercise_id = ${id}`);
  return use ?? { attempts: 0, students: 0, outdated: 0, openSessions: 0 };
}
