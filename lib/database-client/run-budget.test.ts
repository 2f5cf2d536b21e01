import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StatementResult } from "@/lib/schemas/query";
import { RunBudget } from "./run-budget";

const common = { statement: "SELECT 1", command: "SELECT 1", durationMs: 1, notices: [] };
const rows = (columnCount: number): StatementResult => ({
  kind: "rows",
  ...common,
  columns: Array.from({ length: columnCount }, (_, index) => ({ name: `column_${index}`, type: "integer" })),
  rows: [],
  rowCount: 0,
  truncated: false,
});
const command: StatementResult = { kind: "command", ...common, rowCount: null };

describe("RunBudget", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => vi.useRealTimers());

  /** How many statements run that each give this. */
  function countAllowed(result: StatementResult, most: number): number {
    const budget = new RunBudget(1_000);
    for (let count = 0; count < most; count++) {
      if (budget.refusal()) return count;
      budget.charge([result]);
    }
    return most;
  }

  it("lets ten thousand statements of some columns run, and not hundreds of thousands", () => {
    expect(countAllowed(rows(20), 10_000)).toBe(10_000);
    expect(countAllowed(command, 300_000)).toBeLessThan(100_000);
  });

  it("counts columns too", () => {
    expect(countAllowed(rows(1_600), 10_000)).toBeLessThan(500);
  });

  it("ends a run whose statements took sixty times what one may", () => {
    const budget = new RunBudget(1_000);
    vi.advanceTimersByTime(60_000);
    expect(budget.refusal()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(budget.refusal()).toEqual({ kind: "time", timeMs: 60_000 });
  });
});
