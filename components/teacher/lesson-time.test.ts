import { describe, expect, it } from "vitest";
import { formatLessonTime, nextQuarter, toLocalInput } from "./lesson-time";

const local = (text: string) => new Date(text);

describe("formatLessonTime", () => {
  const now = local("2025-03-31T09:00:00");

  it("names today and tomorrow, also over the end of a month", () => {
    expect(formatLessonTime(local("2025-03-31T10:00:00"), now)).toMatch(/^10:00.* today$/);
    expect(formatLessonTime(local("2025-04-01T08:15:00"), now)).toMatch(/^0?8:15.* tomorrow$/);
  });

  it("names the day where it is another", () => {
    expect(formatLessonTime(local("2025-04-02T10:00:00"), now)).toMatch(/Wed.*2.*10:00/);
    expect(formatLessonTime(local("2025-03-30T10:00:00"), now)).toMatch(/Sun.*30.*10:00/);
  });
});

describe("nextQuarter", () => {
  it.each([
    ["2025-03-31T09:01:00", "2025-03-31T09:15:00"],
    ["2025-03-31T09:15:00", "2025-03-31T09:30:00"],
    ["2025-03-31T23:50:00", "2025-04-01T00:00:00"],
  ])("after %s is %s", (now, next) => {
    expect(nextQuarter(local(now))).toEqual(local(next));
  });
});

describe("toLocalInput", () => {
  it("gives back the same minute", () => {
    expect(toLocalInput(local("2025-03-01T08:05:00"))).toBe("2025-03-01T08:05");
  });
});
