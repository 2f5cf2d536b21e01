import "server-only";
import { type Canonical, canonicalOf } from "./canonical-value";
import { isFloat, valueFamily } from "./value-family";

export interface ResultColumn {
  name: string;
  /** As PostgreSQL prints it. */
  type: string;
}

export type Row = (string | null)[];

/** A result as PostgreSQL gave it, every value in its own text. */
export interface ResultTable {
  columns: ResultColumn[];
  rows: Row[];
}

export interface ValueRules {
  decimals?: number;
  volatileColumns?: string[];
}

/** How two results' values are compared. */
export interface Comparison {
  columns: ComparedColumn[];
  /** By so much the numbers of approximate columns may differ. */
  tolerance: { absolute: number; relative: number };
}

/** One column, matched by position; both sides' forms, because their types may differ within a family. */
interface ComparedColumn {
  index: number;
  isApproximate: boolean;
  expected: Canonical;
  actual: Canonical;
}

/** Sums of binary fractions depend on the order in which they are added; what is below this is no difference. */
const floatTolerance = { absolute: 1e-9, relative: 1e-6 };

/** All columns but those that are said to be volatile. Both sides have as many. */
export function comparisonOf(
  { expected, actual }: { expected: ResultColumn[]; actual: ResultColumn[] },
  { decimals, volatileColumns = [] }: ValueRules,
): Comparison {
  const volatile = new Set(volatileColumns.map((name) => name.toLowerCase()));
  const columns = expected.flatMap((column, index): ComparedColumn[] => {
    const other = actual[index] ?? column;
    if (volatile.has(column.name.toLowerCase())) return [];
    const areNumbers = valueFamily(column.type) === "number" && valueFamily(other.type) === "number";
    const isApproximate = areNumbers && (decimals !== undefined || isFloat(column.type) || isFloat(other.type));
    return [{ index, isApproximate, expected: canonicalOf(column.type), actual: canonicalOf(other.type) }];
  });
  return { columns, tolerance: decimals === undefined ? floatTolerance : decimalTolerance(decimals) };
}

/** So many decimals count: a value is the same as itself rounded to them. The little more is for halves in binary. */
function decimalTolerance(decimals: number) {
  return { absolute: 0.5 * 10 ** -decimals * (1 + 1e-9), relative: 1e-12 };
}

/** One row in comparable form: what must be equal, as one text, and the numbers that may differ a little. */
export interface ComparableRow {
  key: string;
  numbers: number[];
}

export function comparableRow(row: Row, { columns }: Comparison, side: "expected" | "actual"): ComparableRow {
  const numbers: number[] = [];
  let key = "";
  for (const column of columns) {
    const value = row[column.index] ?? null;
    if (value === null) {
      key += "N";
      continue;
    }
    const text = column[side](value);
    const number = column.isApproximate ? Number(text) : Number.NaN;
    // A value's length stands before it, so that no two rows have one key: NULL is no text, and '' is one of length 0.
    if (Number.isFinite(number)) {
      numbers.push(number);
      key += "~";
    } else key += `${text.length}:${text}`;
  }
  return { key, numbers };
}

/** Whether the numbers of two rows with the same key, which are those of the same columns, are close enough. */
export function areClose(one: number[], other: number[], { absolute, relative }: Comparison["tolerance"]): boolean {
  return one.every((value, index) => {
    const second = other[index] ?? Number.NaN;
    const difference = Math.abs(value - second);
    return difference <= absolute || difference <= relative * Math.max(Math.abs(value), Math.abs(second));
  });
}

/** Whether two rows are the same in all columns of the comparison. */
export function isSameRow(comparison: Comparison, expected: Row, actual: Row): boolean {
  const one = comparableRow(expected, comparison, "expected");
  const other = comparableRow(actual, comparison, "actual");
  return one.key === other.key && areClose(one.numbers, other.numbers, comparison.tolerance);
}

/** The same comparison, of these columns alone. */
export function ofColumns(comparison: Comparison, indexes: number[]): Comparison {
  return { ...comparison, columns: comparison.columns.filter(({ index }) => indexes.includes(index)) };
}
