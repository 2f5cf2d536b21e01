import { describe, expect, it } from "vitest";
import { announceResponse, formatDuration, resultTitle, truncationWords } from "@/components/results-grid/result-words";
import type { RowsResult } from "@/lib/schemas/query";

const rows = (count: number, change: Partial<RowsResult> = {}): RowsResult => ({
  kind: "rows",
  statement: "select",
  command: `SELECT ${count}`,
  columns: [{ name: "n", type: "integer" }],
  rows: Array.from({ length: count }, (_, index) => [String(index)]),
  rowCount: count,
  truncated: false,
  durationMs: 3,
  notices: [],
  ...change,
});

describe("formatDuration", () => {
  it("has as many digits as mean something", () => {
    expect([0.42, 3.04, 99.6, 1_240, 59_000, 61_500].map(formatDuration)).toEqual([
      "0.4 ms",
      "3 ms",
      "100 ms",
      "1.24 s",
      "59.00 s",
      "1 min 1 s",
    ]);
  });
});

describe("resultTitle", () => {
  it("is PostgreSQL's tag and the time", () => {
    expect(resultTitle(rows(18))).toBe("SELECT 18 · 3 ms");
  });
});

describe("truncationWords", () => {
  it("says plainly that there is more", () => {
    expect(truncationWords(rows(1_000))).toBe("The first 1,000 rows. There are more.");
  });
});

describe("announceResponse", () => {
  it("counts the rows of the last result", () => {
    expect(announceResponse({ results: [rows(1)], durationMs: 3, transaction: "idle" })).toBe("1 row. 3 ms.");
    const two = { results: [rows(1), rows(2, { truncated: true })], durationMs: 3, transaction: "idle" as const };
    expect(announceResponse(two)).toBe("2 statements. The first 2 rows, there are more. 3 ms.");
  });

  it("reads an error in PostgreSQL's words, and says what became of the transaction", () => {
    const error = {
      kind: "error",
      statement: "",
      reason: "sql",
      sqlState: "42703",
      message: "no such column",
    } as const;
    const response = {
      results: [{ ...error, durationMs: 1, notices: [] }],
      durationMs: 1,
      transaction: "failed" as const,
    };
    expect(announceResponse(response)).toBe("Error: no such column. This transaction failed: ROLLBACK to go on.");
  });

  it("says when there was nothing to run", () => {
    expect(announceResponse({ results: [], durationMs: 0, transaction: "idle" })).toBe(
      "There was no statement to run.",
    );
  });
});
