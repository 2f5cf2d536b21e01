import "server-only";
import type { ResultColumn } from "./comparison-columns";
import { familyWords, valueFamily, withoutModifier } from "./value-family";

export interface ColumnRules {
  columnNames?: "ignore" | "note" | "require";
  strictTypes?: boolean;
}

export interface ColumnVerdict {
  /** What is wrong, in words; null where the columns are right. */
  problem: string | null;
  /** What could be better and decides nothing. */
  remark: string | null;
}

/** Columns are matched by position. Their number must be right, and their types of one family; names only where the task says so. */
export function compareColumns(
  { expected, actual }: { expected: ResultColumn[]; actual: ResultColumn[] },
  { columnNames = "note", strictTypes = false }: ColumnRules,
): ColumnVerdict {
  if (expected.length !== actual.length) return { problem: countProblem(expected, actual), remark: null };
  const types = expected.flatMap((column, index) => typeProblem(column, actual[index], index, strictTypes));
  if (types.length > 0) return { problem: sentence(types), remark: null };
  const names =
    columnNames === "ignore" ? [] : expected.flatMap((column, index) => nameProblem(column, actual[index], index));
  if (names.length === 0) return { problem: null, remark: null };
  const words = sentence(names);
  return columnNames === "require" ? { problem: words, remark: null } : { problem: null, remark: words };
}

function countProblem(expected: ResultColumn[], actual: ResultColumn[]): string {
  const given = actual.length === 1 ? "1 column" : `${actual.length} columns`;
  return `Your result has ${given}, wanted ${expected.length}: ${expected.map(({ name }) => name).join(", ")}.`;
}

function typeProblem(
  expected: ResultColumn,
  actual: ResultColumn | undefined,
  index: number,
  strict: boolean,
): string[] {
  if (!actual) return [];
  const isSame = strict
    ? withoutModifier(expected.type) === withoutModifier(actual.type)
    : valueFamily(expected.type) === valueFamily(actual.type);
  if (isSame) return [];
  const [is, wanted] = strict ? [actual.type, expected.type] : [familyWords(actual.type), familyWords(expected.type)];
  return [`column ${index + 1} (${actual.name}) is ${is}, wanted ${wanted}`];
}

function nameProblem(expected: ResultColumn, actual: ResultColumn | undefined, index: number): string[] {
  if (!actual || expected.name.toLowerCase() === actual.name.toLowerCase()) return [];
  return [`column ${index + 1} is called ${actual.name}, wanted ${expected.name}`];
}

function sentence(parts: string[]): string {
  const text = parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
