import { describe, expect, it } from "vitest";
import { countNeeds, countWanted, lessonWindow } from "./plan-lessons";

const at = (time: string) => new Date(`2025-01-06T${time}:00Z`);
const lesson = (id: string, students: number, time: string, exerciseId = "joins") => ({
  id,
  exerciseId,
  templateKey: "library" as string | null,
  students,
  startsAt: at(time),
  studentIds: null as ReadonlySet<string> | null,
});
const start = (studentId: string, time: string, exerciseId = "joins") => ({ studentId, exerciseId, at: at(time) });

describe("lessonWindow", () => {
  it("begins ten minutes ahead, and ends half an hour after the start", () => {
    expect(lessonWindow(lesson("a", 40, "10:00"))).toEqual({ preparedFrom: at("09:50"), endsAt: at("10:30") });
  });

  it("begins earlier where so many cannot be started in that time", () => {
    expect(lessonWindow(lesson("a", 900, "10:00")).preparedFrom).toEqual(at("09:40"));
  });
});

describe("countWanted", () => {
  const wanted = (lessons: ReturnType<typeof lesson>[], starts: ReturnType<typeof start>[]) =>
    Object.fromEntries(countWanted({ lessons, starts }));

  it("falls with every student who starts the exercise while the lesson is prepared or under way", () => {
    const starts = [start("early", "09:49"), start("ada", "09:50"), start("bo", "10:29"), start("late", "10:30")];
    expect(wanted([lesson("a", 4, "10:00")], starts)).toEqual({ a: 2 });
  });

  it("counts who starts again once, and who starts another exercise not at all", () => {
    const starts = [start("ada", "10:01"), start("ada", "10:05"), start("bo", "10:02", "groups")];
    expect(wanted([lesson("a", 3, "10:00")], starts)).toEqual({ a: 2 });
  });

  it("keeps a place for each student of the lesson, whoever else starts the exercise before it or meanwhile", () => {
    const taught = { ...lesson("a", 3, "10:00"), studentIds: new Set(["ada", "bo", "cy"]) };
    const starts = [start("other", "09:52"), start("ada", "09:55"), start("another", "10:01"), start("bo", "10:02")];
    expect(wanted([taught], starts)).toEqual({ a: 1 });
  });

  it("gives a student's start to the lesson that is theirs, although another one is earlier", () => {
    const first = { ...lesson("first", 3, "10:00"), studentIds: new Set(["ada"]) };
    const second = { ...lesson("second", 3, "10:05"), studentIds: new Set(["bo"]) };
    expect(wanted([first, second], [start("bo", "09:58")])).toEqual({ first: 3, second: 2 });
  });

  it("never falls below none", () => {
    const starts = ["a", "b", "c"].map((student) => start(student, "10:01"));
    expect(wanted([lesson("a", 2, "10:00")], starts)).toEqual({ a: 0 });
  });

  it("gives starts to the lesson that began first, and the rest to the next one", () => {
    const starts = ["a", "b", "c"].map((student) => start(student, "10:11"));
    expect(wanted([lesson("second", 5, "10:20"), lesson("first", 2, "10:00")], starts)).toEqual({
      first: 0,
      second: 4,
    });
  });
});

describe("countNeeds", () => {
  const lessons = [lesson("a", 20, "10:00"), lesson("b", 30, "10:05", "groups"), lesson("c", 40, "12:00")];

  it("adds up the lessons of one template that are prepared or under way", () => {
    expect(countNeeds({ lessons, starts: [start("ada", "09:58")], now: at("10:00") })).toEqual(
      new Map([["library", 49]]),
    );
  });

  it("is nothing before, and nothing after", () => {
    expect(countNeeds({ lessons, starts: [], now: at("09:49") })).toEqual(new Map());
    expect(countNeeds({ lessons, starts: [], now: at("10:35") })).toEqual(new Map());
  });

  it("asks for nothing while there is no template", () => {
    const unbuilt = [{ ...lesson("a", 20, "10:00"), templateKey: null }];
    expect(countNeeds({ lessons: unbuilt, starts: [], now: at("10:00") })).toEqual(new Map());
  });
});
