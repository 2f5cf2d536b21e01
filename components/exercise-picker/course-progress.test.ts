import { describe, expect, it } from "vitest";
import { standingOf, suggestExercise } from "@/components/exercise-picker/course-progress";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";

function exercise(id: string): PickerExercise {
  return { id, slug: id, title: id, topic: "Joins", difficulty: 1, databaseTitle: "Library", excerpt: "" };
}

const course = ["one", "two", "three"].map(exercise);
const work = (exerciseId: string, isSolved: boolean, hour: number) => ({
  exerciseId,
  isSolved,
  lastAt: new Date(Date.UTC(2026, 10, 26, hour)).toISOString(),
});

describe("standingOf", () => {
  it("tells solved, begun and neither apart", () => {
    const progress = [work("one", true, 9), work("two", false, 10)];
    expect(course.map((one) => standingOf(one, progress))).toEqual(["solved", "begun", "none"]);
  });
});

describe("suggestExercise", () => {
  const suggested = (...progress: ReturnType<typeof work>[]) => {
    const found = suggestExercise(course, progress);
    return found && [found.kind, found.exercise.id];
  };

  it("continues what was worked on last, where it is not solved", () => {
    expect(suggested(work("two", false, 10), work("three", true, 9))).toEqual(["continue", "two"]);
  });

  it("goes on behind what was solved last, and from the beginning behind the end", () => {
    expect(suggested(work("one", true, 10), work("two", true, 9))).toEqual(["next", "three"]);
    expect(suggested(work("three", true, 10))).toEqual(["next", "one"]);
  });

  it("has nothing to say of a course that nobody has begun, or that is solved, or of an exercise that is gone", () => {
    expect(suggested()).toBeNull();
    expect(suggested(...course.map(({ id }, hour) => work(id, true, hour)))).toBeNull();
    expect(suggested(work("unpublished", false, 1))).toBeNull();
  });
});
