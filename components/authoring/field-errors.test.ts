import { describe, expect, it } from "vitest";
import { readFieldErrors } from "@/components/authoring/field-errors";
import { createExerciseBodySchema } from "@/lib/schemas/authored-exercise";

const whole = {
  slug: "pets",
  title: "Pets",
  databaseId: "library",
  prompt: "Show them.",
  kind: "query",
  solutionSql: "SELECT 1",
};

function errorsOf(changes: Record<string, unknown>) {
  return readFieldErrors(createExerciseBodySchema.safeParse({ ...whole, ...changes }).error?.issues);
}

describe("readFieldErrors", () => {
  it("says what is needed, in the form's own words", () => {
    const needed = "This is needed.";
    expect(errorsOf({ title: " ", prompt: "", databaseId: "" })).toEqual({
      title: needed,
      prompt: needed,
      databaseId: needed,
    });
    expect(errorsOf({ slug: "Pets!" })).toEqual({ slug: "1 to 60 of a-z and 0-9, with single dashes between." });
  });

  it("says how long and how large", () => {
    expect(errorsOf({ title: "x".repeat(121), position: 0, difficulty: Number.NaN })).toEqual({
      title: "At most 120 characters.",
      position: "At least 1.",
      difficulty: "A whole number is needed.",
    });
  });

  it("finds the part of a list that is wrong", () => {
    const check = {
      knownMistakes: [
        { sql: "SELECT 1", message: "One." },
        { sql: "", message: "Two." },
      ],
      decimals: 1.5,
    };
    expect(errorsOf({ check, hints: ["one", ""] })).toEqual({
      "check.knownMistakes.1.sql": "This is needed.",
      "check.decimals": "A whole number is needed.",
      "hints.1": "This is needed.",
    });
  });

  it("tells a report from issues", () => {
    expect(readFieldErrors({ passed: false, findings: [] })).toBeNull();
    expect(readFieldErrors([])).toBeNull();
  });
});
