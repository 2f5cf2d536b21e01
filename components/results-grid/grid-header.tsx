// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active cell.
// biome-ignore-all lint/a11y/useSemanticElements: a table's elements cannot be placed by scrolling, and lose their meaning when made blocks.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around it answers the keys.
import type { VirtualItem } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { activeCellClass } from "@/components/results-grid/active-cell";
import { columnAlignment } from "@/components/results-grid/column-alignment";
import { ColumnHandle } from "@/components/results-grid/column-handle";
import { headerHeightPx } from "@/components/results-grid/use-result-virtualizers";
import type { RowView } from "@/components/results-grid/use-row-view";
import { classNames } from "@/components/ui/class-names";
import type { RowsResult } from "@/lib/schemas/query";

interface GridHeaderProps {
  gridId: string;
  columns: RowsResult["columns"];
  view: RowView;
  shown: VirtualItem[];
  gutterPx: number;
  width: number;
  /** Null where the active cell is in a row. */
  activeColumn: number | null;
}

/** Names with their types beneath. It stays while the rows scroll under it; a click sorts. */
export function GridHeader({ gridId, columns, view, shown, gutterPx, width, activeColumn }: GridHeaderProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-20 min-w-full" style={{ height: headerHeightPx, width }}>
      <div role="row" aria-rowindex={1} className="relative h-full border-hairline-strong border-b bg-surface">
        <div
          role="columnheader"
          aria-colindex={1}
          className="sticky left-0 z-10 h-full border-r bg-surface"
          style={{ width: gutterPx }}
        >
          <span className="sr-only">Row</span>
        </div>
        {shown.map(({ index, start, size }) => (
          <div
            key={index}
            id={headerCellId(gridId, index)}
            role="columnheader"
            aria-colindex={index + 2}
            aria-sort={view.sort?.column === index ? view.sort.direction : "none"}
            title={`${columns[index]?.name ?? ""} ${columns[index]?.type ?? ""}`}
            onClick={() => view.toggleSort(index)}
            className={classNames(
              "group/head absolute top-0 flex h-full cursor-pointer flex-col justify-center border-r px-3 hover:bg-sunken/60",
              columnAlignment(columns[index]?.type ?? "") === "end" ? "items-end" : "items-start",
              activeColumn === index && activeCellClass,
            )}
            style={{ left: start, width: size }}
          >
            <span className="flex max-w-full items-center gap-1">
              <span className="truncate font-semibold text-ink">{columns[index]?.name}</span>
              <SortMark direction={view.sort?.column === index ? view.sort.direction : null} />
            </span>
            <span className="max-w-full truncate font-sans text-ink-muted text-xs">{columns[index]?.type}</span>
            <ColumnHandle width={size} onResize={(px) => view.resize(index, px)} onFit={() => view.fit(index)} />
          </div>
        ))}
      </div>
    </div>
  );
}

export function headerCellId(gridId: string, column: number): string {
  return `${gridId}-head-${column}`;
}

function SortMark({ direction }: { direction: "ascending" | "descending" | null }) {
  if (direction === null) return null;
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return <Arrow aria-hidden className="size-3.5 shrink-0 text-accent" />;
}
