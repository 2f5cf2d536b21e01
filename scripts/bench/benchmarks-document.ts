import { formatFigure, formatLimit } from "./format-figure";
import { isMet, type RowName, type RowResult, rowNames, type Series } from "./row-result";

/** The machine as label and value, in the order in which they are shown. */
export type MachineFacts = Record<string, string>;

interface DocumentOptions {
  machine: MachineFacts;
  /** Date and version of the rows that were measured now. */
  stamp: string;
  results: readonly RowResult[];
  /** The document as it was before; its other rows stay. */
  before: string | null;
}

const intro = `# Benchmarks

\`npm run bench\` measures these figures and writes this file. It prepares an installation of its own (label \`bench-…\`,
database, ports), takes the baselines in the same run on the same machine, and removes it again.
\`npm run bench -- --only start,query\` measures some rows and leaves the others here as they are; \`--quick\` measures with
fewer repetitions and writes nothing. Percentiles are by the nearest rank. Requests go over HTTP on loopback, on kept
connections, from a process on the same machine, which takes its share of the processors too. What stands under "Remarks"
at the end is written by hand and kept.`;

/** Composes docs/benchmarks.md: what was measured now, and of the document before what was not. Pure. */
export function benchmarksDocument({ machine, stamp, results, before }: DocumentOptions): string {
  const sections = rowNames.map((row) => {
    const result = results.find((one) => one.row === row);
    if (result) return { summary: summaryOf(result), section: sectionOf(result, stamp) };
    return {
      summary: keptSummary(before, row) ?? `| ${row} | | not measured yet | | – |`,
      section: keptSection(before, row),
    };
  });
  return `${[
    intro,
    machineTable(machine),
    `## Goals\n\n| row | | measured | goal | met |\n|---|---|---|---|---|\n${sections.map(({ summary }) => summary).join("\n")}`,
    ...sections.flatMap(({ section }) => section ?? []),
    keptSection(before, "Remarks") ?? "## Remarks\n\nNone yet.",
  ].join("\n\n")}\n`;
}

/** Figures of two machines do not stand in one table. */
export function isOfSameMachine(before: string, machine: MachineFacts): boolean {
  return before.includes(machineTable(machine));
}

function machineTable(machine: MachineFacts): string {
  const lines = Object.entries(machine).map(([label, value]) => `| ${label} | ${value} |`);
  return `## Machine\n\n| | |\n|---|---|\n${lines.join("\n")}`;
}

function summaryOf({ row, goals }: RowResult): string {
  return goals
    .map((goal) => {
      const measured = formatFigure(goal.actual, goal.unit);
      return `| [${row}](#${row}) | ${goal.label} | ${measured} | ${formatLimit(goal)} | ${isMet(goal) ? "yes" : "**no**"} |`;
    })
    .join("\n");
}

function sectionOf({ row, title, method, series, parts, notes }: RowResult, stamp: string): string {
  return [
    `## ${row}`,
    `${title}. ${stamp}`,
    ...method,
    seriesTable(series),
    ...(parts.length > 0 ? ["Where the time goes, each part measured by itself:", seriesTable(parts)] : []),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join("\n")] : []),
  ].join("\n\n");
}

function seriesTable(series: readonly Series[]): string {
  const lines = series.map(({ label, n, unit, p50, p95, max }) => {
    const figures = [p50, p95, max].map((value) => formatFigure(value, unit));
    return `| ${label} | ${n} | ${figures.join(" | ")} |`;
  });
  return `| | n | p50 | p95 | max |\n|---|---|---|---|---|\n${lines.join("\n")}`;
}

function keptSummary(before: string | null, row: RowName): string | null {
  const lines = (before ?? "").split("\n").filter((line) => line.startsWith(`| [${row}](#${row}) |`));
  return lines.length > 0 ? lines.join("\n") : null;
}

function keptSection(before: string | null, heading: RowName | "Remarks"): string | null {
  const section = (before ?? "").split(/^(?=## )/m).find((text) => text.startsWith(`## ${heading}\n`));
  return section?.trimEnd() ?? null;
}
