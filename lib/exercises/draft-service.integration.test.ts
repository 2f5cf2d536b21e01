import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

describe("DraftService", () => {
  let carrel: TestInstallation;
  let exerciseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    ({ exerciseId } = await carrel.createExercise({ build: false }));
  });
  afterAll(() => carrel.close());

  const tab = (sql: string) => [{ id: "query-1", name: "query 1", sql }];

  it("gives back what was saved, whatever signs it holds, to its owner alone", async () => {
    const { id: userId } = await carrel.createStudent();
    const { id: stranger } = await carrel.createStudent();
    const owner = { userId, exerciseId };
    expect(await carrel.drafts.read(owner)).toEqual({ tabs: [], revision: 0 });
    const tabs = tab("SELECT '🐘\u0000\ud83d' -- \r\n");
    expect(await carrel.drafts.save({ ...owner, tabs, revision: 0 })).toBe(1);
    expect(await carrel.drafts.read(owner)).toEqual({ tabs, revision: 1 });
    expect((await carrel.drafts.read({ userId: stranger, exerciseId })).revision).toBe(0);
  });

  it("refuses what was changed from an older revision, also where two save at once", async () => {
    const { id: userId } = await carrel.createStudent();
    const owner = { userId, exerciseId };
    const saveAtOnce = (revision: number) =>
      Promise.allSettled(["a", "b", "c"].map((sql) => carrel.drafts.save({ ...owner, tabs: tab(sql), revision })));
    for (const revision of [0, 1]) {
      const outcomes = await saveAtOnce(revision);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    }
    expect((await carrel.drafts.read(owner)).revision).toBe(2);
  });
});
