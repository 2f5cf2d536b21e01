import "server-only";
import type { CheckStep, RowDifference } from "@/lib/schemas/submission";
import type { ResultColumn } from "./comparison-columns";

interface RowsToDescribe extends Pick<RowDifference, "changed" | "extra" | "missing"> {
  columns: ResultColumn[];
  /** Only how often rows stand there is wrong. */
  isDuplication: boolean;
}

/** Says what is wrong with the rows, the lowest rung of the ladder first. */
export function describeRows(rows: RowsToDescribe): { step: CheckStep; message: string } {
  const { extra, missing, changed, isDuplication } = rows;
  if (isDuplication) return { step: "duplicates", message: duplicateWords(extra.length, missing.length) };
  const also = missing.length > 0 ? ` ${rowCount(missing.length)} ${missing.length === 1 ? "is" : "are"} missing.` : "";
  if (extra.length > 0) return { step: "extra", message: `${rowCount(extra.length)} too many.${also}` };
  if (missing.length > 0) return { step: "missing", message: also.trim() };
  return { step: "changed", message: changedWords(changed, rows.columns) };
}

function duplicateWords(surplus: number, lost: number): string {
  if (lost === 0) return `${rowCount(surplus)} too many: the same rows stand there more often than they should.`;
  if (surplus === 0) return `${rowCount(lost)} missing: rows that are alike stand there less often than they should.`;
  return "The rows are the right ones, but not each as often as it should be.";
}

function changedWords(changed: RowDifference["changed"], columns: ResultColumn[]): string {
  const cells = [...new Set(changed.flatMap((row) => row.cells))].sort((one, other) => one - other);
  const names = cells.map((index) => `${index + 1} (${columns[index]?.name ?? ""})`).join(", ");
  const what = changed.length === 1 ? "1 row has another value" : `${changed.length} rows have other values`;
  return `${what} in column${cells.length === 1 ? "" : "s"} ${names} than wanted.`;
}

function rowCount(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}
