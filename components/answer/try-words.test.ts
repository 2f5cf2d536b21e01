import { expect, it } from "vitest";
import { outcomeWords, tryTime } from "@/components/answer/try-words";

it("tells a try by its verdict and what blocked it", () => {
  expect(outcomeWords({ verdict: "correct", checks: [] })).toBe("correct");
  const check = { name: "", passed: false, hidden: false, group: "answer", step: "extra", error: null } as const;
  const checks = [{ ...check, message: "3 rows too many.", differences: [], firstDifferentRow: null }];
  expect(outcomeWords({ verdict: "incorrect", checks })).toBe("incorrect: 3 rows too many");
});

it("tells the day where it is not today", () => {
  const at = new Date(2026, 10, 26, 14, 2);
  expect(tryTime(at.toISOString(), at)).toBe("14:02");
  expect(tryTime(at.toISOString(), new Date(2026, 10, 27))).toBe("26 Nov 2026, 14:02");
});
