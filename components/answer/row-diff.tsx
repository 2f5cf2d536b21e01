import type { ReactNode } from "react";
import { type DiffCell, type DiffLine, diffLines, restWords } from "@/components/answer/diff-lines";
import { CellValue } from "@/components/results-grid/cell-value";
import { columnAlignment } from "@/components/results-grid/column-alignment";
import type { RowDifference } from "@/lib/schemas/submission";

const looks: Record<DiffLine["kind"], { sign: string; word: string; row: string; mark: string }> = {
  extra: { sign: "−", word: "too many", row: "bg-removed-soft", mark: "text-removed" },
  missing: { sign: "+", word: "missing", row: "bg-added-soft", mark: "text-added" },
  changed: { sign: "≠", word: "differs", row: "bg-surface", mark: "text-ink-muted" },
};

interface RowDiffProps {
  difference: RowDifference;
  /** Where only the order is wrong: the first row that stands elsewhere than it should. */
  rowNumber: number | null;
}

/** Rows too many, missing and changed, aligned under the same columns. */
export function RowDiff({ difference, rowNumber }: RowDiffProps) {
  const { table, columns } = difference;
  const lines = diffLines(difference);
  const rest = restWords(difference);
  if (lines.length === 0) return null;
  const title = table === null ? "Rows that differ" : `Rows of ${table} that differ`;
  return (
    <div className="mt-3">
      {table === null ? null : <p className="mb-1 text-ink-muted text-xs">Table {table}</p>}
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="w-fit max-w-full overflow-x-auto rounded border"
      >
        <table className="border-collapse text-[0.8125rem] leading-7">
          <thead>
            <tr className="border-hairline-strong border-b">
              <th scope="col" className={stickyClass}>
                <span className="sr-only">What is wrong</span>
              </th>
              {columns.map(({ name, type }, index) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: names of columns may come twice; their place tells them apart.
                  key={index}
                  scope="col"
                  className={`border-l px-3 py-1 font-mono leading-5 ${alignClass(type)}`}
                >
                  <span className="block font-semibold">{name}</span>
                  <span className="block font-normal font-sans text-ink-muted text-xs">{type}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows may be alike; their place tells them apart.
              <DiffRow key={index} line={line} columns={columns} rowNumber={rowNumber} />
            ))}
          </tbody>
        </table>
      </section>
      {rest === null ? null : <p className="mt-1.5 text-ink-muted text-xs">{rest}</p>}
    </div>
  );
}

const stickyClass = "sticky left-0 bg-inherit px-3";

interface DiffRowProps extends Pick<RowDiffProps, "rowNumber"> {
  line: DiffLine;
  columns: RowDifference["columns"];
}

function DiffRow({ line, columns, rowNumber }: DiffRowProps) {
  const { sign, word, row, mark } = looks[line.kind];
  return (
    <tr className={`border-b last:border-b-0 ${row}`}>
      <th scope="row" className={`${stickyClass} whitespace-nowrap text-left font-medium text-xs ${mark}`}>
        <span aria-hidden className="inline-block w-4 font-mono text-sm">
          {sign}
        </span>
        {rowNumber === null ? word : `row ${rowNumber}`}
      </th>
      {line.cells.map((cell, index) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
          key={index}
          dir="auto"
          className={`max-w-80 truncate whitespace-pre border-l px-3 font-mono ${alignClass(columns[index]?.type ?? "")}`}
        >
          <Cell cell={cell} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ cell }: { cell: DiffCell }): ReactNode {
  if (cell.wanted === undefined) return <CellValue value={cell.value} />;
  return (
    <>
      <del className="rounded bg-removed-soft px-1 text-removed">
        <span className="sr-only">yours: </span>
        <CellValue value={cell.value} />
      </del>{" "}
      <ins className="rounded bg-added-soft px-1 text-added no-underline">
        <span className="sr-only">wanted: </span>
        <CellValue value={cell.wanted} />
      </ins>
    </>
  );
}

function alignClass(type: string): string {
  return columnAlignment(type) === "end" ? "text-right tabular-nums" : "text-start";
}
