import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

describe("listProgress", () => {
  let carrel: TestInstallation;

  beforeAll(async () => {
    carrel = await openTestInstallation();
  });
  afterAll(() => carrel.close());

  it("tells what one student has begun and solved, the last first, and nothing of what never got ready", async () => {
    const [solved, begun, neverReady] = await Promise.all(
      Array.from({ length: 3 }, () => carrel.createExercise({ build: false })),
    );
    const { id: studentId } = await carrel.createStudent();
    const { id: stranger } = await carrel.createStudent();
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
    const session = (exerciseId: string, readyAt: Date | null) => ({
      id: `${exerciseId}-session`,
      studentId,
      exerciseId,
      state: "ended" as const,
      readyAt,
      lastActiveAt: at(9),
      expiresAt: at(9),
    });
    const submission = (id: string, verdict: "correct" | "incorrect", hour: number) => ({
      id: `${solved?.exerciseId}-${id}`,
      studentId,
      exerciseId: solved?.exerciseId ?? "",
      exerciseVersion: 1,
      sql: "SELECT 1",
      verdict,
      score: 0,
      checks: [],
      durationMs: 1,
      createdAt: at(hour),
    });
    await carrel.database.exerciseSession.createMany({
      data: [session(begun?.exerciseId ?? "", at(8)), session(neverReady?.exerciseId ?? "", null)],
    });
    // What was solved once stays solved, whatever is handed in later.
    await carrel.database.submission.createMany({
      data: [submission("first", "correct", 10), submission("later", "incorrect", 11)],
    });
    expect(await carrel.exercises.listProgress(studentId)).toEqual([
      { exerciseId: solved?.exerciseId, isSolved: true, lastAt: at(11).toISOString() },
      { exerciseId: begun?.exerciseId, isSolved: false, lastAt: at(9).toISOString() },
    ]);
    expect(await carrel.exercises.listProgress(stranger)).toEqual([]);
  });

  it("finds the exercise that comes next, and none behind the last", async () => {
    await carrel.createExercise({ build: false });
    const all = await carrel.exercises.listExercises();
    for (const [index, exercise] of all.entries()) {
      const next = await carrel.exercises.findNextExercise(exercise);
      expect(next?.slug ?? null).toBe(all[index + 1]?.slug ?? null);
    }
  });
});
