import { columnAlignment } from "@/components/results-grid/column-alignment";
import type { RowsResult } from "@/lib/schemas/query";

export interface RowSort {
  column: number;
  direction: "ascending" | "descending";
}

interface RowOrderOptions extends Pick<RowsResult, "columns" | "rows"> {
  sort: RowSort | null;
  /** Rows that hold this text in any column, whatever its case; "" for all. */
  filter: string;
}

/** Which rows are shown, and in which order, as indexes; null for all of them as PostgreSQL gave them. */
export function rowOrder({ columns, rows, sort, filter }: RowOrderOptions): number[] | null {
  if (sort === null && filter === "") return null;
  const wanted = filter.toLowerCase();
  const shown: number[] = [];
  for (const [index, row] of rows.entries()) if (holds(row, wanted)) shown.push(index);
  if (sort === null) return shown;
  const { column, direction } = sort;
  const compare = columnAlignment(columns[column]?.type ?? "") === "end" ? compareNumbers : compareTexts;
  const sign = direction === "ascending" ? 1 : -1;
  const valueAt = (index: number) => rows[index]?.[column] ?? null;
  return shown.sort((left, right) => sign * compareValues(valueAt(left), valueAt(right), compare) || left - right);
}

/** Ascending, descending, as PostgreSQL gave it. */
export function nextSort(sort: RowSort | null, column: number): RowSort | null {
  if (sort?.column !== column) return { column, direction: "ascending" };
  return sort.direction === "ascending" ? { column, direction: "descending" } : null;
}

function holds(row: (string | null)[], wanted: string): boolean {
  return wanted === "" || row.some((value) => value?.toLowerCase().includes(wanted) === true);
}

type Compare = (left: string, right: string) => number;

/** NULL is the largest, as in PostgreSQL. */
function compareValues(left: string | null, right: string | null, compare: Compare): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return compare(left, right);
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Beyond 2^53 numbers look alike to JavaScript; whole ones are then told apart by BigInt. NaN is the largest, as in PostgreSQL. */
function compareNumbers(left: string, right: string): number {
  const a = toNumber(left);
  const b = toNumber(right);
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (a !== b) return a - b;
  if (!isWhole(left) || !isWhole(right)) return 0;
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function isWhole(text: string): boolean {
  return /^-?\d+$/.test(text);
}

/** Money has a sign and commas. */
function toNumber(text: string): number {
  return Number(/^-?\$/.test(text) ? text.replace(/[$,]/g, "") : text);
}
