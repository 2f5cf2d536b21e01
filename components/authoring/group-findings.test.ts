import { describe, expect, it } from "vitest";
import { groupFindings } from "@/components/authoring/group-findings";
import type { GateFinding } from "@/lib/schemas/submission";

const finding = (rule: string, outcome: GateFinding["outcome"], message: string): GateFinding => ({
  rule,
  outcome,
  message,
  error: null,
});

describe("groupFindings", () => {
  it("puts first what has to be mended, and says each rule once for each outcome", () => {
    const groups = groupFindings([
      finding("reference", "passed", "runs"),
      finding("known mistakes", "failed", "1 is taken"),
      finding("order", "warning", "look"),
      finding("known mistakes", "passed", "2 is refused"),
      finding("known mistakes", "failed", "3 is taken"),
    ]);
    expect(
      groups.map(({ rule, outcome, findings }) => [rule, outcome, findings.map(({ message }) => message)]),
    ).toEqual([
      ["known mistakes", "failed", ["1 is taken", "3 is taken"]],
      ["order", "warning", ["look"]],
      ["reference", "passed", ["runs"]],
      ["known mistakes", "passed", ["2 is refused"]],
    ]);
  });
});
