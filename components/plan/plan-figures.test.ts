import { describe, expect, it } from "vitest";
import { everyStep, planRelations, planSteps } from "@/components/plan/plan-figures";
import { bufferWords, misjudgedWords, rowWords } from "@/components/plan/plan-words";
import type { PlanNode } from "@/lib/schemas/plan";

function node(changes: Partial<PlanNode> = {}): PlanNode {
  return {
    nodeType: "Seq Scan",
    joinType: null,
    strategy: null,
    relation: null,
    alias: null,
    index: null,
    subplan: null,
    startupCost: 0,
    totalCost: 1,
    estimatedRows: 10,
    rowBytes: 4,
    actual: null,
    buffers: null,
    details: [],
    children: [],
    ...changes,
  };
}
const ran = (totalMs: number, rows: number, loops = 1) => ({ startupMs: 0, totalMs, rows, loops });
const stepsOf = (root: PlanNode) => everyStep(planSteps({ root, planningMs: null, executionMs: null, triggers: [] }));

describe("planSteps", () => {
  it("gives each step its own time, all its runs together, and marks the slowest", () => {
    const inner = node({ nodeType: "Index Scan", actual: ran(0.5, 1, 100) });
    const outer = node({ actual: ran(10, 100) });
    const steps = stepsOf(node({ nodeType: "Nested Loop", actual: ran(70, 100), children: [outer, inner] }));
    expect(steps.map(({ selfMs }) => selfMs)).toEqual([10, 10, 50]);
    expect(steps.map(({ isSlowest }) => isSlowest)).toEqual([false, false, true]);
  });

  it("never gives less than no time, where PostgreSQL's clock was coarse", () => {
    expect(stepsOf(node({ actual: ran(1, 1), children: [node({ actual: ran(1.2, 1) })] }))[0]?.selfMs).toBe(0);
  });

  it("marks nothing in a plan that was not run", () => {
    const [step] = stepsOf(node());
    expect(step).toMatchObject({ selfMs: null, share: 0, isSlowest: false, misjudged: null });
    expect(step && rowWords(step)).toBe("10 expected");
  });

  it("says where the estimate was far off, both ways", () => {
    const [more] = stepsOf(node({ estimatedRows: 1, actual: ran(1, 3040) }));
    expect(more && misjudgedWords(more)).toBe("3,040 times more than expected");
    const [fewer] = stepsOf(node({ estimatedRows: 5000, actual: ran(1, 0) }));
    expect(fewer && misjudgedWords(fewer)).toBe("5,000 times fewer than expected");
    const [near] = stepsOf(node({ estimatedRows: 10, actual: ran(1, 99) }));
    expect(near?.misjudged).toBeNull();
  });

  it("says that a step was never needed", () => {
    const [step] = stepsOf(node({ actual: ran(0, 0, 0) }));
    expect(step && rowWords(step)).toBe("never needed");
    expect(step?.misjudged).toBeNull();
  });

  it("names steps as PostgreSQL's text does, and what they read", () => {
    const titles = [
      node({ nodeType: "Hash Join", joinType: "Left" }),
      node({ nodeType: "Nested Loop", joinType: "Anti" }),
      node({ nodeType: "Aggregate", strategy: "Hashed" }),
      node({ nodeType: "Index Scan", relation: "loan", alias: "l", index: "loan_pkey" }),
    ].map((one) => stepsOf(one)[0]);
    expect(titles.map((step) => step?.title)).toEqual([
      "Hash Left Join",
      "Nested Loop Anti Join",
      "Hash Aggregate",
      "Index Scan",
    ]);
    expect(titles.at(-1)?.subject).toBe("loan as l using loan_pkey");
  });
});

describe("planRelations", () => {
  it("lists each table once", () => {
    const scan = node({ relation: "loan" });
    expect(planRelations(node({ children: [scan, node({ children: [scan, node({ relation: "member" })] })] }))).toEqual(
      ["loan", "member"],
    );
  });
});

describe("bufferWords", () => {
  it("says what was touched, and nothing of what was not", () => {
    const buffers = { hit: 1200, read: 3, dirtied: 0, written: 0, tempRead: 0, tempWritten: 5 };
    expect(bufferWords(node({ buffers }))).toBe("1,200 from memory, 3 read, 5 spilled to disk (blocks of 8 kB)");
    expect(bufferWords(node())).toBeNull();
  });
});
