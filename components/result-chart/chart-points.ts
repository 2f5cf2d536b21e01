import type { ChartChoice, ChartColumn } from "@/components/result-chart/chart-columns";
import type { RowsResult } from "@/lib/schemas/query";

/** One row as a point: `at` is its place along the chart, `a0`, `a1` … its amounts; null leaves a gap. */
export type ChartPoint = { at: string | number; label: string } & Record<`a${number}`, number | null>;

export interface ChartData {
  points: ChartPoint[];
  /** Rows that could not be drawn, because they have no place along the chart. */
  left: number;
  /** Rows beyond those that a chart can show. */
  cut: number;
}

/** More bars are thinner than a line of text is high, more points than a screen is wide. */
const mostPoints = { bar: 60, line: 2_000 };

/** Turns PostgreSQL's text into points. Only for the picture: what is read off it is rounded as JavaScript's numbers are. */
export function chartPoints({ rows }: Pick<RowsResult, "rows">, { along, amounts, kind }: ChartChoice): ChartData {
  const points = rows.flatMap((row): ChartPoint[] => {
    const text = row[along.index] ?? null;
    const at = placeOf(text, along);
    if (at === null) return [];
    const values = amounts.map(({ index }, number) => [`a${number}`, amountOf(row[index] ?? null)] as const);
    return [{ at, label: text ?? "NULL", ...Object.fromEntries(values) }];
  });
  const left = rows.length - points.length;
  if (kind === "line") points.sort((one, other) => Number(one.at) - Number(other.at));
  const shown = points.slice(0, mostPoints[kind]);
  return { points: shown, left, cut: points.length - shown.length };
}

function placeOf(text: string | null, { role }: ChartColumn): string | number | null {
  // A word that is missing is a bar of its own; a moment or a number that is missing has no place.
  if (role === "word") return text ?? "NULL";
  const place = role === "time" ? momentOf(text) : amountOf(text);
  return place === null || Number.isNaN(place) ? null : place;
}

/** PostgreSQL's "2025-06-30 14:00:00+00" as milliseconds; null for infinity, years BC, and whatever is no moment. */
function momentOf(text: string | null): number | null {
  const parts =
    text === null ? null : /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d(?::\d\d)?)?)?$/.exec(text);
  if (!parts) return null;
  const [, date, time = "00:00:00", zone] = parts;
  const offset = zone === undefined ? "Z" : zone.length === 3 ? `${zone}:00` : zone;
  const moment = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(moment) ? null : moment;
}

/** "$1,234.50" is PostgreSQL's money. */
function amountOf(text: string | null): number | null {
  if (text === null) return null;
  const amount = Number(text.replace(/[$,]/g, ""));
  return Number.isFinite(amount) ? amount : null;
}
