import { expect, it } from "vitest";
import { consoleTable } from "./console-table";
import { rowResultSchema } from "./row-result";

it("shows a row's figures, and each goal with a mark", () => {
  const result = rowResultSchema.parse({
    row: "query",
    title: "SELECT 1 over HTTP",
    method: [],
    goals: [
      { label: "p50 above a direct query's", unit: "ms", actual: 2.5, atMost: 3 },
      { label: "faster", unit: "×", actual: 99.4, atLeast: 100 },
    ],
    series: [{ label: "over HTTP", unit: "ms", n: 500, p50: 3, p95: 4.25, max: 120.4 }],
    notes: ["Something else."],
  });
  expect(consoleTable([result]).split("\n")).toEqual([
    "query: SELECT 1 over HTTP",
    "    over HTTP  n   500  p50   3.00 ms  p95   4.25 ms  max    120 ms",
    "  ✓ p50 above a direct query's: 2.50 ms (goal ≤ 3 ms)",
    "  ✗ faster: 99.4 × (goal ≥ 100 ×)",
    "  Something else.",
    "",
  ]);
});
