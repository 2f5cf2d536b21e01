import { formatFigure, formatLimit } from "./format-figure";
import { isMet, type RowResult, type Series } from "./row-result";

/** The figures of a run as text for a terminal. */
export function consoleTable(results: readonly RowResult[]): string {
  return results.map(rowLines).join("\n");
}

function rowLines({ row, title, series, goals, parts, notes }: RowResult): string {
  const width = Math.max(...[...series, ...parts].map(({ label }) => label.length), 0);
  return [
    `${row}: ${title}`,
    ...series.map((one) => seriesLine(one, width)),
    ...goals.map(
      (goal) =>
        `  ${isMet(goal) ? "✓" : "✗"} ${goal.label}: ${formatFigure(goal.actual, goal.unit)} (goal ${formatLimit(goal)})`,
    ),
    ...(parts.length > 0 ? ["  where the time goes", ...parts.map((one) => seriesLine(one, width))] : []),
    ...notes.map((note) => `  ${note}`),
    "",
  ].join("\n");
}

function seriesLine({ label, n, unit, p50, p95, max }: Series, width: number): string {
  const figure = (value: number) => formatFigure(value, unit).padStart(9);
  return `    ${label.padEnd(width)}  n ${String(n).padStart(5)}  p50 ${figure(p50)}  p95 ${figure(p95)}  max ${figure(max)}`;
}
