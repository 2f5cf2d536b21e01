import "server-only";
import type { RowDifference } from "@/lib/schemas/submission";
import { type Comparison, isSameRow, ofColumns, type Row } from "./comparison-columns";

interface PairOptions {
  missing: Row[];
  extra: Row[];
  comparison: Comparison;
  /** Columns that tell rows apart, such as a primary key: rows with the same values there are one row, changed. */
  keys?: number[];
}

export interface PairedRows {
  changed: RowDifference["changed"];
  missing: Row[];
  extra: Row[];
}

/** Beyond so many, comparing each with each takes too long, and nobody reads them. */
const mostPaired = 200;

/**
 * Tells "this row has another value" from "one row too many, and one missing": a missing and an extra row that agree in their
 * keys or, where there are none, in most of their columns.
 */
export function pairChanged(options: PairOptions): PairedRows {
  const { comparison, keys } = options;
  if (options.missing.length > mostPaired || options.extra.length > mostPaired)
    return { changed: [], missing: options.missing, extra: options.extra };
  const left = [...options.extra];
  const changed: RowDifference["changed"] = [];
  const missing = options.missing.filter((expected) => {
    const index = keys?.length
      ? findByKeys(left, expected, ofColumns(comparison, keys))
      : findAlike(left, expected, comparison);
    const actual = left[index];
    if (!actual) return true;
    left.splice(index, 1);
    changed.push({ expected, actual, cells: differingCells(comparison, expected, actual) });
    return false;
  });
  return { changed, missing, extra: left };
}

function findByKeys(rows: Row[], expected: Row, comparison: Comparison): number {
  return rows.findIndex((row) => isSameRow(comparison, expected, row));
}

/** The one with the fewest differences, if it agrees in at least half of the columns. */
function findAlike(rows: Row[], expected: Row, comparison: Comparison): number {
  let best = -1;
  let fewest = Math.floor(comparison.columns.length / 2) + 1;
  rows.forEach((row, index) => {
    const count = differingCells(comparison, expected, row).length;
    if (count >= fewest) return;
    best = index;
    fewest = count;
  });
  return best;
}

/** The columns in which two rows differ. */
export function differingCells(comparison: Comparison, expected: Row, actual: Row): number[] {
  return comparison.columns
    .map(({ index }) => index)
    .filter((index) => !isSameRow(ofColumns(comparison, [index]), expected, actual));
}
