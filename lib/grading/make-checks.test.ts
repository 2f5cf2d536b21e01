import { describe, expect, it } from "vitest";
import { right } from "./compare-results";
import { describeDataSet, listDataSets } from "./data-set";
import { methodCheck, setChecks } from "./make-checks";
import { summed } from "./verdict";

const wrong = { ...right, step: "extra" as const, message: "1 row too many.", differences: [] };
const visible = { number: 0, name: "visible" };

describe("describeDataSet", () => {
  it.each([
    ["ties", "Hidden data: ties"],
    ["no_match and NULLs", "Hidden data: NULLs, no match"],
    ["duplicate-rows", "Hidden data: duplicates"],
    ["empty", "Hidden data: empty"],
    ["few-rows", "Hidden data: few rows"],
    ["the answer is 42", "Hidden data 1"],
    ["lullaby", "Hidden data 1"],
  ])("tells of %s only the kind of case", (name, title) => {
    expect(describeDataSet(listDataSets([name])[1] ?? visible).title).toBe(title);
  });
});

describe("setChecks", () => {
  const hidden = { number: 1, name: "ties" };

  it("tell of hidden data that it is wrong, and not what", () => {
    const failed = {
      ...wrong,
      message: "secret",
      differences: [
        {
          table: "secret",
          columns: [],
          extra: [["secret"]],
          extraCount: 1,
          missing: [],
          missingCount: 0,
          changed: [],
          changedCount: 0,
        },
      ],
    };
    const checks = setChecks({ set: hidden, findings: [right, failed], error: null });
    expect(checks).toMatchObject([
      { name: "Hidden data: ties", passed: false, hidden: true, step: "extra", differences: [], error: null },
    ]);
    expect(JSON.stringify(checks)).not.toContain("secret");
  });

  it.each([
    ["order", "the order of your rows is not right"],
    ["missing", "your answer misses rows"],
    ["changed", "some values are not right"],
    ["probe", "your answer is not right"],
  ] as const)("tell of hidden data which rung of the ladder is wrong: %s", (step, words) => {
    const [check] = setChecks({ set: hidden, findings: [{ ...right, step }], error: null });
    expect(check?.message).toBe(`With rows that tie, which are not in the data that you see, ${words}.`);
  });

  it("tell of visible data all that was found, and remarks beside it", () => {
    const checks = setChecks({
      set: visible,
      findings: [{ ...right, message: "Right.", remark: "Names." }, wrong],
      error: null,
    });
    expect(checks.map(({ name, passed, group }) => [name, passed, group])).toEqual([
      ["The data that you see", true, "answer"],
      ["Check 2", false, "answer"],
      ["Names of columns", true, "remark"],
    ]);
  });
});

describe("summed", () => {
  const of = (finding: typeof right | typeof wrong, method: boolean) =>
    summed([
      ...setChecks({ set: visible, findings: [{ ...finding, remark: "A remark decides nothing." }], error: null }),
      methodCheck({ construct: "JOIN", passed: method, message: "" }),
    ]);

  it("tells the result apart from the method", () => {
    expect(of(right, true)).toEqual({ verdict: "correct", score: 100 });
    expect(of(right, false)).toEqual({ verdict: "incorrect", score: 50 });
    expect(of(wrong, true)).toEqual({ verdict: "incorrect", score: 0 });
  });
});
