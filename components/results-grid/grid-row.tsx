// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active cell.
// biome-ignore-all lint/a11y/useSemanticElements: a table's elements cannot be placed by scrolling, and lose their meaning when made blocks.
import type { VirtualItem } from "@tanstack/react-virtual";
import { memo } from "react";
import { activeCellClass } from "@/components/results-grid/active-cell";
import { CellValue } from "@/components/results-grid/cell-value";
import { columnAlignment } from "@/components/results-grid/column-alignment";
import { rowHeightPx } from "@/components/results-grid/use-result-virtualizers";
import { classNames } from "@/components/ui/class-names";
import type { RowsResult } from "@/lib/schemas/query";

interface GridRowProps {
  gridId: string;
  /** Its place among the rows in sight. */
  position: number;
  /** Its place among all, as PostgreSQL gave them. */
  index: number;
  top: number;
  values: (string | null)[];
  columns: RowsResult["columns"];
  shown: VirtualItem[];
  gutterPx: number;
  /** Null where the active cell is in another row. */
  activeColumn: number | null;
}

/** Nothing that a row gets changes while the grid scrolls up or down, so rows that stay in sight are not drawn again. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { gridId, position, index, top, values, columns, shown, gutterPx, activeColumn } = props;
  return (
    <div
      role="row"
      aria-rowindex={position + 2}
      className="absolute left-0 w-full min-w-full border-b hover:bg-sunken/60"
      style={{ top, height: rowHeightPx }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className="sticky left-0 z-10 h-full select-none border-r bg-surface pr-2 text-right text-ink-faint text-xs leading-7"
        style={{ width: gutterPx }}
      >
        {index + 1}
      </div>
      {shown.map(({ index: column, start, size }) => (
        <div
          key={column}
          id={`${gridId}-${position}-${column}`}
          role="gridcell"
          aria-colindex={column + 2}
          aria-selected={activeColumn === column}
          dir="auto"
          data-row={position}
          data-column={column}
          className={classNames(
            "absolute top-0 h-full truncate whitespace-pre border-r px-3 leading-7 outline-none",
            columnAlignment(columns[column]?.type ?? "") === "end" ? "text-right tabular-nums" : "text-start",
            activeColumn === column && activeCellClass,
          )}
          style={{ left: start, width: size }}
        >
          <CellValue value={values[column] ?? null} />
        </div>
      ))}
    </div>
  );
});
