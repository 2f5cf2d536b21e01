import { describe, expect, it } from "vitest";
import {
  changedBody,
  exerciseBodyOf,
  exerciseFieldsOf,
  exerciseFieldsSchema,
  newExerciseFields,
} from "@/components/authoring/exercise-fields";
import { type AuthoredExercise, createExerciseBodySchema } from "@/lib/schemas/authored-exercise";

const written: AuthoredExercise = {
  id: "e1",
  slug: "two-who-wait",
  title: "Two who wait",
  databaseId: "d1",
  database: { slug: "library", title: "The library" },
  prompt: "Let them wait.",
  kind: "transactions",
  solutionSql: "-- main\nBEGIN;",
  starterSql: null,
  topic: "Transactions",
  difficulty: 4,
  check: {
    order: "exact",
    columnNames: "require",
    strictTypes: true,
    decimals: 2,
    volatileColumns: ["at"],
    mustUse: ["GROUP BY"],
    mustNotUse: ["function count"],
    probes: [
      { sql: "SELECT 1", role: "auditor", sqlState: "42501", console: "main", when: "open", waits: false },
      { sql: "SELECT 2", waits: true },
      { sql: "SELECT 3" },
    ],
    knownMistakes: [{ sql: "SELECT 4", message: "Too many." }],
  },
  published: true,
  gateDue: false,
  gateFault: null,
  position: 12,
  hints: ["Wait."],
  why: null,
  version: 3,
  createdAt: "2026-11-01T10:00:00.000Z",
  updatedAt: "2026-11-01T10:00:00.000Z",
};

describe("an exercise's form", () => {
  it("holds every rule, and gives it back as it was", () => {
    const fields = exerciseFieldsOf(written);
    expect(exerciseFieldsSchema.parse(fields)).toEqual(fields);
    const body = createExerciseBodySchema.parse(exerciseBodyOf(fields));
    expect({ ...written, ...body }).toEqual(written);
  });

  it("sends only what was changed, and null for what was taken away", () => {
    const before = exerciseFieldsOf(written);
    expect(changedBody(before, before)).toEqual({});
    expect(changedBody(before, { ...before, topic: " ", title: "Three" })).toEqual({ topic: null, title: "Three" });
  });

  it("is not accepted while it is empty, and leaves the place in the course to Carrel", () => {
    const body = exerciseBodyOf(newExerciseFields("d1"));
    const { error } = createExerciseBodySchema.safeParse(body);
    expect(error?.issues.map(({ path }) => path[0])).toEqual(["slug", "title", "prompt", "solutionSql"]);
    expect(body.position).toBeUndefined();
  });
});
