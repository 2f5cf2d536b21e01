import { describe, expect, it } from "vitest";
import { countStudents, describeLessonState } from "./lesson-words";

describe("describeLessonState", () => {
  it.each([
    ["planned", 0, 40, "planned"],
    ["filling", 23, 40, "filling: 23 of 40"],
    ["full", 40, 40, "full: 40 desks wait"],
    ["full", 1, 1, "full: 1 desk waits"],
    ["short", 12, 40, "short: 12 of 40 wait"],
    ["running", 9, 9, "running: 9 desks wait"],
    ["running", 3, 9, "running: 3 of 9 desks wait"],
    ["running", 0, 0, "all have started"],
    ["over", 0, 3, "over"],
  ] as const)("%s with %i of %i: %s", (state, waiting, wanted, words) => {
    expect(describeLessonState({ state, waiting, wanted })).toBe(words);
  });
});

describe("countStudents", () => {
  it("knows one from many", () => {
    expect([1, 40].map(countStudents)).toEqual(["1 student", "40 students"]);
  });
});
