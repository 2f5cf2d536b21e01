import "server-only";
import type { CheckStep, RowDifference } from "@/lib/schemas/submission";
import { type ColumnRules, compareColumns } from "./compare-columns";
import { findDisorder, type OrderKeys } from "./compare-order";
import { type Comparison, comparisonOf, type ResultTable, type ValueRules } from "./comparison-columns";
import { describeRows } from "./describe-rows";
import { matchRows, type RowMatch } from "./match-rows";
import { differingCells, pairChanged } from "./pair-changed";

export interface ResultRules extends ColumnRules, ValueRules {
  order: "none" | "by-key" | "exact";
  keys: OrderKeys | null;
}

/** What a comparison found: the first rung of the ladder that is wrong, or none. */
export interface Finding {
  step: CheckStep | null;
  message: string;
  remark: string | null;
  /** One for a result, one for each table of a database. */
  differences: RowDifference[];
  firstDifferentRow: number | null;
}

/** Compares an answer's result with the reference's, up the ladder: columns, extra and missing rows, duplicates, order. */
export function compareResults(expected: ResultTable, actual: ResultTable, rules: ResultRules): Finding {
  const sides = { expected: expected.columns, actual: actual.columns };
  const { problem, remark } = compareColumns(sides, rules);
  if (problem) return { ...right, step: "columns", message: problem };
  const comparison = comparisonOf(sides, rules);
  const match = matchRows(expected.rows, actual.rows, comparison);
  if (match.extra.length + match.missing.length > 0)
    return { ...right, ...rowFinding({ expected, actual, comparison, match }), remark };
  const disorder = orderFinding(expected, actual, comparison, rules);
  return disorder ? { ...disorder, remark } : { ...right, message: rightWords(actual.rows.length), remark };
}

/** Nothing is wrong. */
export const right: Finding = { step: null, message: "", remark: null, differences: [], firstDifferentRow: null };

interface RowFacts {
  expected: ResultTable;
  actual: ResultTable;
  comparison: Comparison;
  match: RowMatch;
}

function rowFinding({ expected, actual, comparison, match }: RowFacts) {
  const extra = match.extra.map((index) => actual.rows[index] ?? []);
  const missing = match.missing.map((index) => expected.rows[index] ?? []);
  const isDuplication = match.surplus.length === extra.length && match.lost.length === missing.length;
  const paired = isDuplication ? { changed: [], extra, missing } : pairChanged({ missing, extra, comparison });
  const { step, message } = describeRows({ ...paired, columns: expected.columns, isDuplication });
  return { step, message, differences: [differenceOf(paired, expected, null)] };
}

/** So many rows of each kind are shown. */
const mostShown = 20;

/** The rows that differ, cut to what a person reads. */
export function differenceOf(
  rows: Pick<RowDifference, "changed" | "extra" | "missing">,
  { columns }: Pick<ResultTable, "columns">,
  table: string | null,
): RowDifference {
  const { changed, extra, missing } = rows;
  return {
    table,
    columns,
    extra: extra.slice(0, mostShown),
    extraCount: extra.length,
    missing: missing.slice(0, mostShown),
    missingCount: missing.length,
    changed: changed.slice(0, mostShown),
    changedCount: changed.length,
  };
}

function orderFinding(
  expected: ResultTable,
  actual: ResultTable,
  comparison: Comparison,
  rules: ResultRules,
): Finding | null {
  const { order, keys } = rules;
  if (order === "none") return null;
  const row = findDisorder({ expected, actual, comparison, order, keys });
  if (row === null) return null;
  const words = keys ? `: ${keys.words}` : "";
  const message = `The order differs from row ${row}${words}.`;
  const [wanted = [], given = []] = [expected.rows[row - 1], actual.rows[row - 1]];
  const changed = [{ expected: wanted, actual: given, cells: differingCells(comparison, wanted, given) }];
  const differences = [differenceOf({ changed, extra: [], missing: [] }, expected, null)];
  return { ...right, step: "order", firstDifferentRow: row, message, differences };
}

function rightWords(count: number): string {
  if (count === 0) return "There are no rows, as there should be.";
  return count === 1 ? "The row is right." : `All ${count} rows are right.`;
}
