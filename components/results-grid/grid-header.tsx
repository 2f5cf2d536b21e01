// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active cell.
// biome-ignore-all lint/a11y/useSemanticElements: a table's elements cannot be placed by scrolling, and lose their meaning when made blocks.
import type { VirtualItem } from "@tanstack/react-virtual";
import { columnAlignment } from "@/components/results-grid/column-alignment";
import { headerHeightPx } from "@/components/results-grid/use-result-virtualizers";
import { classNames } from "@/components/ui/class-names";
import type { RowsResult } from "@/lib/schemas/query";

interface GridHeaderProps {
  columns: RowsResult["columns"];
  shown: VirtualItem[];
  gutterPx: number;
  width: number;
}

/** Names with their types beneath. It stays while the rows scroll under it. */
export function GridHeader({ columns, shown, gutterPx, width }: GridHeaderProps) {
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
        {shown.map(({ index, start, size }) => {
          const column = columns[index] ?? { name: "", type: "" };
          return (
            <div
              key={index}
              role="columnheader"
              aria-colindex={index + 2}
              title={`${column.name} ${column.type}`}
              className={classNames(
                "absolute top-0 flex h-full flex-col justify-center border-r px-3",
                columnAlignment(column.type) === "end" ? "items-end" : "items-start",
              )}
              style={{ left: start, width: size }}
            >
              <span className="max-w-full truncate font-semibold text-ink">{column.name}</span>
              <span className="max-w-full truncate font-sans text-ink-muted text-xs">{column.type}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
