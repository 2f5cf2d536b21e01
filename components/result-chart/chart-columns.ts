import type { RowsResult } from "@/lib/schemas/query";

type Column = RowsResult["columns"][number];

/** What a column can stand for in a chart. */
type ChartRole = "number" | "time" | "word";

export interface ChartColumn {
  /** Its place in the result; names may occur twice. */
  index: number;
  name: string;
  role: ChartRole;
}

/** How a result can be drawn: along one column, with the amounts of others. */
export interface ChartChoice {
  along: ChartColumn;
  amounts: ChartColumn[];
  /** Points in time and numbers are joined by lines, words stand side by side as bars. */
  kind: "line" | "bar";
}

const numberType = /^(smallint|integer|bigint|numeric|real|double precision|money)\b/;
const timeType = /^(date|timestamp)\b/;
const wordType = /^(text|character|bpchar|name|boolean|uuid|time|interval)\b|^"char"/;

/** Such a number tells rows apart, and measures nothing. */
const keyName = /(^|_)id$/i;

/** More lines than this in one chart cannot be told apart. */
export const mostAmounts = 4;

/** The columns that a chart can use; arrays, JSON and the like are none. */
export function chartColumns(columns: Column[]): ChartColumn[] {
  return columns.flatMap(({ name, type }, index) => {
    const role = roleOf(type);
    return role === null ? [] : [{ index, name, role }];
  });
}

/**
 * How a result is drawn at first, or null where nothing suits: along its first point in time, else its first word, else its
 * first number, with the numbers behind it; keys are none where there is another.
 */
export function suggestChart(result: Pick<RowsResult, "columns" | "rows">): ChartChoice | null {
  if (result.rows.length < 2) return null;
  const columns = chartColumns(result.columns);
  const along =
    columns.find(({ role }) => role === "time") ??
    columns.find(({ role }) => role === "word") ??
    (columns.filter(({ role }) => role === "number").length > 1 ? columns[0] : undefined);
  if (!along) return null;
  const numbers = columns.filter(({ role, index }) => role === "number" && index !== along.index);
  const counting = numbers.filter(({ name }) => !keyName.test(name));
  const amounts = (counting.length === 0 ? numbers : counting).slice(0, mostAmounts);
  return amounts.length === 0 ? null : { along, amounts, kind: kindAlong(along) };
}

export function kindAlong({ role }: ChartColumn): ChartChoice["kind"] {
  return role === "word" ? "bar" : "line";
}

function roleOf(type: string): ChartRole | null {
  if (type.endsWith("[]")) return null;
  if (numberType.test(type)) return "number";
  if (timeType.test(type)) return "time";
  return wordType.test(type) ? "word" : null;
}
