import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExerciseSession } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { findLastSession } from "./last-session";

describe("findLastSession", () => {
  let carrel: TestInstallation;
  const endedAt = new Date("2026-11-30T12:00:00Z");

  beforeAll(async () => {
    carrel = await openTestInstallation();
  });
  afterAll(() => carrel.close());

  /** One student's sessions for one exercise, in order; the words of the last are asked for. */
  async function lastOf(...rows: Partial<ExerciseSession>[]) {
    const { id: studentId } = await carrel.createStudent();
    const { exerciseId } = await carrel.createExercise({ build: false });
    for (const [index, row] of rows.entries()) {
      const createdAt = new Date(Date.UTC(2026, 10, 1 + index));
      const base = { id: newId(), studentId, exerciseId, state: "ended" as const, createdAt, expiresAt: endedAt };
      await carrel.database.exerciseSession.create({ data: { ...base, ...row } });
    }
    const { database } = carrel;
    return findLastSession({ database, studentId, exerciseId, retentionMs: 7 * 24 * 60 * 60 * 1000 });
  }

  it("tells of a database that ended unused, with the day", async () => {
    expect(await lastOf({ endReason: "retention", endedAt })).toMatchObject({
      reason: "retention",
      endedAt: "2026-11-30T12:00:00.000Z",
      retentionDays: 7,
    });
  });

  it("tells of one that was lost, or ended by somebody else", async () => {
    expect(await lastOf({ state: "failed", failureCode: "session_failed" })).toMatchObject({ reason: "lost" });
    expect(await lastOf({ endReason: "teacher", endedAt })).toMatchObject({ reason: "teacher" });
    expect(await lastOf({ endReason: "admin", endedAt })).toMatchObject({ reason: "admin" });
  });

  it("says nothing of what the student did themselves, of what never ran, and of what lives", async () => {
    expect(await lastOf()).toBeNull();
    expect(await lastOf({ endReason: "student", endedAt })).toBeNull();
    expect(await lastOf({ endReason: "left_queue", endedAt })).toBeNull();
    expect(await lastOf({ state: "failed", failureCode: "start_failed" })).toBeNull();
    expect(await lastOf({ endReason: "retention", endedAt }, { state: "ready" })).toBeNull();
    expect(await lastOf({ endReason: "retention", endedAt }, { endReason: "student", endedAt })).toBeNull();
  });
});
