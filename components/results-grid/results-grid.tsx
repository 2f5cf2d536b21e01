// biome-ignore-all lint/a11y/useSemanticElements: a table's elements cannot be placed by scrolling, and lose their meaning when made blocks.
"use client";

import { useId, useMemo, useRef } from "react";
import { CellInspector } from "@/components/results-grid/cell-inspector";
import { columnWidths } from "@/components/results-grid/column-width";
import { GridHeader } from "@/components/results-grid/grid-header";
import { GridRow } from "@/components/results-grid/grid-row";
import { useGridCursor } from "@/components/results-grid/use-grid-cursor";
import { headerHeightPx, rowHeightPx, useResultVirtualizers } from "@/components/results-grid/use-result-virtualizers";
import { classNames } from "@/components/ui/class-names";
import type { RowsResult } from "@/lib/schemas/query";

interface ResultsGridProps {
  result: RowsResult;
  label: string;
}

/** Rows as a grid that holds 100,000 of them, of 200 columns, without drawing more than is in sight. */
export function ResultsGrid({ result, label }: ResultsGridProps) {
  const { columns, rows } = result;
  const gridId = useId();
  const scrollRef = useRef<HTMLDivElement>(null);
  const widths = useMemo(() => columnWidths({ columns, rows }), [columns, rows]);
  const gutterPx = 20 + String(rows.length).length * 8;
  const cursor = useGridCursor({
    rowCount: rows.length,
    columnCount: columns.length,
    pageRows: () =>
      Math.max(1, Math.floor(((scrollRef.current?.clientHeight ?? 0) - headerHeightPx) / rowHeightPx) - 1),
    onMove: ({ row, column }) => {
      virtual.rows.scrollToIndex(row);
      virtual.columns.scrollToIndex(column);
    },
    onCopy: ({ row, column }) => void navigator.clipboard.writeText(rows[row]?.[column] ?? "NULL"),
  });
  const { active } = cursor;
  const virtual = useResultVirtualizers({ scrollRef, rowCount: rows.length, widths, gutterPx, active });
  const shownColumns = virtual.columns.getVirtualItems();
  const width = gutterPx + virtual.columns.getTotalSize();
  const chosen = active === null ? undefined : columns[active.column];

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        ref={scrollRef}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-readonly="true"
        aria-activedescendant={active === null ? undefined : `${gridId}-${active.row}-${active.column}`}
        className={classNames(
          "group/grid relative overflow-auto font-mono text-[0.8125rem] focus-visible:outline-none",
          rows.length === 0 ? "flex-none" : "min-h-0 flex-1",
        )}
        {...cursor.gridProps}
      >
        <GridHeader columns={columns} shown={shownColumns} gutterPx={gutterPx} width={width} />
        <div role="rowgroup" className="relative" style={{ height: virtual.rows.getTotalSize(), width }}>
          {virtual.rows.getVirtualItems().map(({ index, start }) => (
            <GridRow
              key={index}
              gridId={gridId}
              index={index}
              top={start - headerHeightPx}
              values={rows[index] ?? []}
              columns={columns}
              shown={shownColumns}
              gutterPx={gutterPx}
              activeColumn={active?.row === index ? active.column : null}
            />
          ))}
        </div>
      </div>
      {rows.length === 0 ? <p className="flex-1 px-4 py-3 text-ink-muted">No rows.</p> : null}
      {cursor.inspecting && active !== null && chosen !== undefined ? (
        <CellInspector
          column={chosen}
          rowNumber={active.row + 1}
          value={rows[active.row]?.[active.column] ?? null}
          onClose={cursor.closeInspector}
        />
      ) : null}
    </div>
  );
}
