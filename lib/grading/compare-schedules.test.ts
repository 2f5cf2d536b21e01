import { describe, expect, it } from "vitest";
import { compareSchedules } from "./compare-schedules";
import type { StepOutcome } from "./observation";

const step = (sqlState: string | null, rest: Partial<StepOutcome> = {}): StepOutcome => ({
  console: "main",
  statement: "update",
  waited: false,
  sqlState,
  message: sqlState,
  probe: null,
  result: null,
  ...rest,
});

describe("compareSchedules", () => {
  it("does not count how many statements of a failed transaction are refused", () => {
    const inTwo = [step(null), step("23514"), step("25P02"), step(null)];
    const inOne = [step(null), step("23514"), step(null)];
    expect(compareSchedules(inTwo, inOne).step).toBeNull();
    expect(compareSchedules(inOne, inTwo).message).toBe("Main fails with 23514 check_violation.");
  });

  it("tells who waits and who fails, in order", () => {
    const waits = step(null, { console: "second", waited: true });
    expect(compareSchedules([waits], [step(null)])).toMatchObject({
      step: "schedule",
      message: "No statement waits or fails. Wanted: second waits.",
    });
    expect(compareSchedules([waits, step("40001")], [step("40001"), waits]).step).toBe("schedule");
  });
});
