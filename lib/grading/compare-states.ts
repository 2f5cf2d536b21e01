import "server-only";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { RowDifference } from "@/lib/schemas/submission";
import { differenceOf, type Finding, right } from "./compare-results";
import { comparisonOf } from "./comparison-columns";
import { matchRows } from "./match-rows";
import type { TableState } from "./observation";
import { pairChanged } from "./pair-changed";

/** Compares what is in all tables, those that nobody was to change among them. */
export function compareStates(expected: TableState[], actual: TableState[], rules: CheckRules): Finding {
  const problems = [
    ...expected.flatMap((table) =>
      tableProblem(
        table,
        actual.find(({ name }) => name === table.name),
        rules,
      ),
    ),
    ...actual.flatMap(({ name }) => (expected.some((table) => table.name === name) ? [] : [tooMany(name)])),
  ];
  if (problems.length === 0) return { ...right, message: "The database is as it should be." };
  return {
    ...right,
    step: "state",
    message: problems.map(({ message }) => message).join("\n"),
    differences: problems.flatMap(({ difference }) => difference ?? []),
  };
}

interface TableProblem {
  message: string;
  difference: RowDifference | null;
}

function tooMany(name: string): TableProblem {
  return { message: `There is a table ${name} that should not be there.`, difference: null };
}

function tableProblem(expected: TableState, actual: TableState | undefined, rules: CheckRules): TableProblem[] {
  const { name } = expected;
  if (!actual) return [{ message: `Table ${name} is missing.`, difference: null }];
  const columns = (table: TableState) => table.columns.map((column) => column.name).join(", ");
  if (columns(expected) !== columns(actual))
    return [{ message: `Table ${name} has other columns than it should: ${columns(actual)}.`, difference: null }];
  if (expected.checksum === actual.checksum) return [];
  if (!expected.rows || !actual.rows) return [{ message: countWords(expected, actual), difference: null }];
  const comparison = comparisonOf({ expected: expected.columns, actual: actual.columns }, rules);
  const match = matchRows(expected.rows, actual.rows, comparison);
  if (match.extra.length + match.missing.length === 0) return [];
  const paired = pairChanged({
    missing: match.missing.map((index) => expected.rows?.[index] ?? []),
    extra: match.extra.map((index) => actual.rows?.[index] ?? []),
    comparison,
    keys: expected.keys,
  });
  const difference = differenceOf(paired, expected, name);
  return [{ message: `Table ${name}: ${rowWords(difference)}.`, difference }];
}

function countWords({ name, count }: TableState, actual: TableState): string {
  if (count !== actual.count) return `Table ${name} has ${actual.count} rows, wanted ${count}.`;
  return `Table ${name} has as many rows as it should, and not the right ones.`;
}

function rowWords({ extraCount, missingCount, changedCount, changed, columns }: RowDifference): string {
  const cells = [...new Set(changed.flatMap((row) => row.cells))].map((index) => columns[index]?.name ?? "");
  const rows = (count: number) => (count === 1 ? "1 row" : `${count} rows`);
  const parts = [
    extraCount > 0 ? `${rows(extraCount)} too many` : "",
    missingCount > 0 ? `${rows(missingCount)} missing` : "",
    changedCount > 0 ? `${rows(changedCount)} with another ${cells.join(", ")} than wanted` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
