import "server-only";
import { type Comparison, isSameRow, ofColumns, type ResultTable } from "./comparison-columns";

/** What the rows are to be ordered by: columns of the result, from 0, the most important first. */
export interface OrderKeys {
  columns: number[];
  /** As it would be written: "ORDER BY total DESC, name". */
  words: string;
}

export interface OrderOptions {
  expected: ResultTable;
  actual: ResultTable;
  comparison: Comparison;
  order: "by-key" | "exact";
  keys: OrderKeys | null;
}

/**
 * The first row, from 1, that stands elsewhere than in the reference; null where the order is right. By key, rows that tie
 * may stand in any order. Both have the same rows.
 */
export function findDisorder({ expected, actual, comparison, order, keys }: OrderOptions): number | null {
  const compared = order === "exact" ? comparison : ofColumns(comparison, keys?.columns ?? []);
  const index = expected.rows.findIndex((row, at) => !isSameRow(compared, row, actual.rows[at] ?? []));
  return index === -1 ? null : index + 1;
}
