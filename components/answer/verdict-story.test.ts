import { describe, expect, it } from "vitest";
import { announceVerdict, firstRowWords, tellVerdict } from "@/components/answer/verdict-story";
import type { Check, Submission } from "@/lib/schemas/submission";

const check = (given: Partial<Check>): Check => ({
  name: "Your rows",
  passed: true,
  hidden: false,
  message: "All 3 rows are right.",
  group: "answer",
  step: null,
  error: null,
  differences: [],
  firstDifferentRow: null,
  ...given,
});

const submission = (checks: Check[], verdict: Submission["verdict"] = "incorrect"): Submission => ({
  id: "s",
  exerciseId: "e",
  exerciseVersion: 1,
  sql: "SELECT 1",
  verdict,
  score: verdict === "correct" ? 100 : 0,
  checks,
  durationMs: 5,
  createdAt: "2026-11-26T14:02:00.000Z",
  regradedAt: null,
});

const seen = check({ passed: false, step: "extra", message: "2 rows too many." });
const unseen = check({ passed: false, hidden: true, step: "missing", message: "Not right with ties." });
const method = check({ passed: false, group: "method", step: "method", message: "Use a JOIN." });
const remark = check({ group: "remark", message: "Column 2 is called x." });

describe("tellVerdict", () => {
  it("is one sentence for a right answer, and what is to be noticed", () => {
    const story = tellVerdict(submission([check({}), check({ hidden: true }), remark], "correct"));
    expect(story).toMatchObject({ sentence: "Your answer is right.", blocking: null, visible: [], hidden: [] });
    expect(story.remarks).toEqual([remark]);
  });

  it("tells what is wrong in the rows that are seen before anything that is not", () => {
    const story = tellVerdict(submission([unseen, seen, method]));
    expect(story).toMatchObject({ sentence: "2 rows too many.", blocking: seen, hidden: [], method: [method] });
  });

  it("names the kind of case once the rows that are seen are right", () => {
    const right = check({ hidden: true, message: "It is right with NULLs too." });
    const story = tellVerdict(submission([check({}), right, unseen]));
    expect(story).toMatchObject({ sentence: "Not right with ties.", hidden: [right] });
  });

  it("keeps how it is written apart from whether the result is right", () => {
    const story = tellVerdict(submission([check({}), method]));
    expect(story.sentence).toBe("The result is right. The task asks for another way to it.");
    expect(story.method).toEqual([method]);
  });

  it("leaves PostgreSQL's words to stand by themselves, and the teacher's before them", () => {
    const error = { sqlState: "42703", message: 'column "nam" does not exist' };
    const plain = check({ passed: false, step: "error", error, message: error.message });
    expect(tellVerdict(submission([plain], "error")).sentence).toBe("Your SQL ends with an error.");
    const known = { ...plain, message: `Look at the table. ${error.message}` };
    expect(tellVerdict(submission([known], "error")).sentence).toBe("Look at the table.");
    expect(announceVerdict(submission([known], "error"))).toBe(`Look at the table. ${error.message}`);
  });

  it("lists what else was looked at where there is more than one thing", () => {
    const probe = check({ passed: false, step: "probe", message: "A second loan is not refused." });
    expect(tellVerdict(submission([seen, probe])).visible).toEqual([probe]);
    expect(tellVerdict(submission([check({}), unseen])).visible).toEqual([]);
  });
});

describe("firstRowWords", () => {
  const columns = [{ name: "name", type: "text" }];
  const none = { table: null, columns, extra: [], missing: [], changed: [], changedCount: 0 };

  it("reads the first row, with NULL and nothing told apart, and cut", () => {
    const row = ["Ada", null, "", "x".repeat(50), "5", "6", "7"];
    const differences = [{ ...none, extra: [row], extraCount: 1, missingCount: 0 }];
    expect(firstRowWords({ ...seen, differences })).toBe(
      `The first row too many is Ada, NULL, '', ${"x".repeat(40)}…, 5, 6, ….`,
    );
  });

  it("says nothing where no row is too many or missing", () => {
    expect(firstRowWords(check({ step: "order" }))).toBeNull();
  });
});
