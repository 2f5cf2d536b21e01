import { describe, expect, it } from "vitest";
import { filterExercises, groupByTopic, noFilter, readFilter, writeFilter } from "./exercise-filter";
import type { PickerExercise } from "./picker-exercise";

function exercise(slug: string, rest: Partial<PickerExercise> = {}): PickerExercise {
  const base = { title: slug, topic: "Joins", difficulty: 1, databaseTitle: "Library", excerpt: "" };
  return { id: slug, slug, ...base, ...rest };
}

describe("filterExercises", () => {
  const late = exercise("late", { title: "Late returns", difficulty: 3 });
  const cafe = exercise("cafe", { title: "Café of the month", topic: "Groups" });

  it("finds every word anywhere, whatever its case and accents", () => {
    expect(filterExercises([late, cafe], { ...noFilter, search: "CAFE month library" }, [])).toEqual([cafe]);
    expect(filterExercises([late, cafe], { ...noFilter, search: "cafe late" }, [])).toEqual([]);
  });

  it("narrows by topic and by difficulty together", () => {
    expect(filterExercises([late, cafe], { ...noFilter, topic: "Joins", difficulty: 3 }, [])).toEqual([late]);
    expect(filterExercises([late, cafe], { ...noFilter, topic: "Groups", difficulty: 3 }, [])).toEqual([]);
  });

  it("shows what is solved, what is begun, and what is neither, as asked", () => {
    const progress = [
      { exerciseId: "late", isSolved: true, lastAt: "2026-01-01T10:00:00Z" },
      { exerciseId: "cafe", isSolved: false, lastAt: "2026-01-02T10:00:00Z" },
    ];
    const other = exercise("other");
    const shown = (standing: "unsolved" | "begun" | "solved") =>
      filterExercises([late, cafe, other], { ...noFilter, standing }, progress);
    expect(shown("solved")).toEqual([late]);
    expect(shown("begun")).toEqual([cafe]);
    expect(shown("unsolved")).toEqual([cafe, other]);
  });
});

describe("the filter in the address", () => {
  it("comes back as it was written", () => {
    const filter = { search: "late & lost", topic: "Joins", difficulty: 3, standing: "begun" as const };
    expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
  });

  it("leaves the address clean where nothing is filtered", () => {
    expect(writeFilter(noFilter)).toBe("");
  });

  it("takes no difficulty and no progress that there is not", () => {
    expect(readFilter(new URLSearchParams("difficulty=9")).difficulty).toBeNull();
    expect(readFilter(new URLSearchParams("difficulty=hard")).difficulty).toBeNull();
    expect(readFilter(new URLSearchParams("standing=toString")).standing).toBeNull();
  });
});

describe("groupByTopic", () => {
  it("keeps the order of the first exercise of each topic", () => {
    const groups = groupByTopic([exercise("a", { topic: "Joins" }), exercise("b", { topic: "Groups" }), exercise("c")]);
    expect(groups.map(([topic, members]) => [topic, members.map(({ slug }) => slug)])).toEqual([
      ["Joins", ["a", "c"]],
      ["Groups", ["b"]],
    ]);
  });
});
