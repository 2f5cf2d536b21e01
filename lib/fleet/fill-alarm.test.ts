import { describe, expect, it } from "vitest";
import { FillAlarm } from "./fill-alarm";

describe("FillAlarm", () => {
  const heard = (...freeBytes: number[]) => {
    const alarm = new FillAlarm(100);
    return freeBytes.map((free) => alarm.note(free));
  };

  it("says so once for each time that so much is lost, quickly or little by little", () => {
    expect(heard(1000, 899, 850, 799, 780)).toEqual([false, true, false, true, false]);
    expect(heard(1000, 960, 920, 880)).toEqual([false, false, false, true]);
  });

  it("counts from the most that was free, whatever was given back before", () => {
    expect(heard(1000, 950, 2000, 1950, 1900)).toEqual([false, false, false, false, true]);
  });
});
