import { describe, expect, it } from "vitest";
import { readPlan } from "./read-plan";

const scan = {
  "Node Type": "Seq Scan",
  "Parent Relationship": "Outer",
  "Parallel Aware": false,
  "Relation Name": "loan",
  Alias: "l",
  "Startup Cost": 0,
  "Total Cost": 310.5,
  "Plan Rows": 20,
  "Plan Width": 8,
  "Actual Startup Time": 0.01,
  "Actual Total Time": 2.5,
  "Actual Rows": 13,
  "Actual Loops": 2,
  Filter: "(due < returned)",
  "Rows Removed by Filter": 7,
  "Rows Removed by Index Recheck": 0,
  "Shared Hit Blocks": 3,
  "Shared Read Blocks": 1,
  "Shared Dirtied Blocks": 0,
  "Shared Written Blocks": 0,
  "Local Hit Blocks": 2,
  "Temp Read Blocks": 0,
  "Temp Written Blocks": 4,
};

function read(node: object, rest: object = {}) {
  return readPlan(JSON.stringify([{ Plan: node, ...rest }]));
}

describe("readPlan", () => {
  it("reads a step with its figures, and what is left as details", () => {
    expect(read(scan).root).toEqual({
      nodeType: "Seq Scan",
      joinType: null,
      strategy: null,
      relation: "loan",
      alias: "l",
      index: null,
      subplan: null,
      startupCost: 0,
      totalCost: 310.5,
      estimatedRows: 20,
      rowBytes: 8,
      actual: { startupMs: 0.01, totalMs: 2.5, rows: 13, loops: 2 },
      buffers: { hit: 5, read: 1, dirtied: 0, written: 0, tempRead: 0, tempWritten: 4 },
      details: [
        { label: "Filter", text: "(due < returned)" },
        { label: "Rows Removed by Filter", text: "7" },
      ],
      children: [],
    });
  });

  it("reads the steps below, times and triggers", () => {
    const join = { "Node Type": "Hash Join", "Join Type": "Left", "Hash Cond": "(a = b)", Plans: [scan, scan] };
    const trigger = { "Trigger Name": "RI_1", "Constraint Name": "loan_fkey", Relation: "loan", Time: 0.5, Calls: 3 };
    const plan = read(join, { "Planning Time": 0.2, "Execution Time": 3.1, Triggers: [trigger] });
    expect(plan).toMatchObject({ planningMs: 0.2, executionMs: 3.1 });
    expect(plan.triggers).toEqual([{ name: "loan_fkey", relation: "loan", ms: 0.5, calls: 3 }]);
    expect(plan.root).toMatchObject({ nodeType: "Hash Join", joinType: "Left", actual: null, buffers: null });
    expect(plan.root.children.map(({ relation }) => relation)).toEqual(["loan", "loan"]);
  });

  it("names a change by what it does, and joins lists", () => {
    const update = { "Node Type": "ModifyTable", Operation: "Update", "Relation Name": "loan", Plans: [scan] };
    expect(read(update).root).toMatchObject({ nodeType: "Update", relation: "loan" });
    const sort = { "Node Type": "Sort", "Sort Key": ["a DESC", "b"], Plans: [] };
    expect(read(sort).root.details).toEqual([{ label: "Sort Key", text: "a DESC, b" }]);
  });

  it("refuses what is no plan", () => {
    expect(() => readPlan("[]")).toThrow();
    expect(() => readPlan('{"Plan": {}}')).toThrow();
  });
});
