import { describe, expect, it } from "vitest";
import { helpFor } from "./exercise-help";

const source = { hints: ["one", "two"], why: "because", solutionSql: "SELECT 1", failedTries: 0, isSolved: false };

describe("helpFor", () => {
  it("opens one more hint after each try that was not right, and says how many there are", () => {
    expect(helpFor(source)).toEqual({ isSolved: false, hints: [], hintCount: 2 });
    expect(helpFor({ ...source, failedTries: 1 })).toEqual({ isSolved: false, hints: ["one"], hintCount: 2 });
    expect(helpFor({ ...source, failedTries: 9 })).toEqual({ isSolved: false, hints: ["one", "two"], hintCount: 2 });
  });

  it("has the solution once it is solved, and all hints", () => {
    const { failedTries, ...rest } = source;
    expect(helpFor({ ...source, isSolved: true })).toEqual({ ...rest, isSolved: true, hintCount: 2 });
  });
});
