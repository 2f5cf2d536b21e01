import { describe, expect, it } from "vitest";
import type { VerdictWord } from "@/lib/schemas/submission";
import { Regrading } from "./regrading";

/** Answers that take a second each to check, and are right from now on. */
function openRegrading({ answers, atMostMs }: { answers: string[]; atMostMs: number }) {
  const outdated = new Set(answers);
  const checked: string[] = [];
  let clockMs = 0;
  const regrading = new Regrading<{ id: string }>({
    listOutdated: async () => [...outdated].map((sql) => ({ id: sql, sql, verdict: wordOf(sql) })),
    check: async (_, sql) => {
      if (sql === "fails") throw new Error("no PostgreSQL");
      checked.push(sql);
      clockMs += 1_000;
      return { verdict: "correct", score: 100, checks: [], durationMs: 1 };
    },
    setVerdict: async (_, { id }) => void outdated.delete(id),
    atMostMs,
    now: () => clockMs,
  });
  return { run: () => regrading.run({ id: "exercise" }), checked };
}

function wordOf(sql: string): VerdictWord {
  return sql.startsWith("wrong") ? "incorrect" : "correct";
}

describe("Regrading", () => {
  it("begins no answer after its time, says how many are left, and goes on where it ended", async () => {
    const { run } = openRegrading({
      answers: ["right 1", "wrong 1", "right 2", "wrong 2", "wrong 3"],
      atMostMs: 2_000,
    });
    expect(await run()).toEqual({ regraded: 2, changed: 1, left: 3 });
    expect(await run()).toEqual({ regraded: 2, changed: 1, left: 1 });
    expect(await run()).toEqual({ regraded: 1, changed: 1, left: 0 });
    expect(await run()).toEqual({ regraded: 0, changed: 0, left: 0 });
  });

  it("gets on even where one answer takes longer than there is time", async () => {
    const { run } = openRegrading({ answers: ["right 1", "right 2"], atMostMs: 0 });
    expect(await run()).toMatchObject({ regraded: 1, left: 1 });
    expect(await run()).toMatchObject({ regraded: 1, left: 0 });
  });

  it("checks each answer once for all who ask at once", async () => {
    const { run, checked } = openRegrading({ answers: ["right 1", "wrong 1"], atMostMs: 9_000 });
    const reports = await Promise.all([run(), run()]);
    expect(reports).toEqual([reports[0], { regraded: 2, changed: 1, left: 0 }]);
    expect(checked).toEqual(["right 1", "wrong 1"]);
  });

  it("keeps what was done where it ends with an error, and can be asked again", async () => {
    const { run, checked } = openRegrading({ answers: ["right 1", "fails", "right 2"], atMostMs: 9_000 });
    await expect(run()).rejects.toThrow("no PostgreSQL");
    await expect(run()).rejects.toThrow("no PostgreSQL");
    expect(checked).toEqual(["right 1"]);
  });
});
