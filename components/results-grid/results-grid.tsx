// biome-ignore-all lint/a11y/useSemanticElements: a table's elements cannot be placed by scrolling, and lose their meaning when made blocks.
"use client";

import { useEffect, useId, useRef } from "react";
import { CellInspector } from "@/components/results-grid/cell-inspector";
import { GridHeader, headerCellId } from "@/components/results-grid/grid-header";
import { type CellPlace, headRow } from "@/components/results-grid/grid-navigation";
import { GridRow } from "@/components/results-grid/grid-row";
import { useGridCursor } from "@/components/results-grid/use-grid-cursor";
import { headerHeightPx, rowHeightPx, useResultVirtualizers } from "@/components/results-grid/use-result-virtualizers";
import type { RowView } from "@/components/results-grid/use-row-view";
import { classNames } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/copy-text";
import type { RowsResult } from "@/lib/schemas/query";

interface ResultsGridProps {
  result: RowsResult;
  view: RowView;
  label: string;
}

/** Rows as a grid that holds 100,000 of them, of 200 columns, without drawing more than is in sight. */
export function ResultsGrid({ result, view, label }: ResultsGridProps) {
  const { columns, rows } = result;
  const gridId = useId();
  const scrollRef = useRef<HTMLDivElement>(null);
  const { widths, order, shownCount } = view;
  const indexAt = (position: number) => order?.[position] ?? position;
  const valueAt = (row: number, column: number) => rows[indexAt(row)]?.[column] ?? null;
  const gutterPx = 20 + String(rows.length).length * 8;
  const cursor = useGridCursor({
    rowCount: shownCount,
    columnCount: columns.length,
    pageRows: () =>
      Math.max(1, Math.floor(((scrollRef.current?.clientHeight ?? 0) - headerHeightPx) / rowHeightPx) - 1),
    onMove: ({ row, column }) => {
      if (row !== headRow) virtual.rows.scrollToIndex(row);
      virtual.columns.scrollToIndex(column);
    },
    onCopy: ({ row, column }) =>
      void copyText(row === headRow ? (columns[column]?.name ?? "") : (valueAt(row, column) ?? "NULL")),
    onSort: view.toggleSort,
    onWiden: (column, byPx) => view.resize(column, (widths[column] ?? 0) + byPx),
  });
  const { active } = cursor;
  const virtual = useResultVirtualizers({ scrollRef, rowCount: shownCount, widths, gutterPx, active });
  const measureColumns = useRef(virtual.columns.measure);
  measureColumns.current = virtual.columns.measure;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured counts until the widths are others.
  useEffect(() => measureColumns.current(), [widths]);

  // Rows in another order, or others of them, are read from the first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order alone turns back.
  useEffect(() => {
    if (scrollRef.current) scrollRef.current.scrollTop = 0;
  }, [order]);

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
        aria-rowcount={shownCount + 1}
        aria-colcount={columns.length + 1}
        aria-readonly="true"
        aria-activedescendant={active === null ? undefined : activeId(gridId, active)}
        className={classNames(
          "group/grid relative overflow-auto font-mono text-[0.8125rem] focus-visible:outline-none",
          shownCount === 0 ? "flex-none" : "min-h-0 flex-1",
        )}
        {...cursor.gridProps}
      >
        <GridHeader
          gridId={gridId}
          columns={columns}
          view={view}
          shown={shownColumns}
          gutterPx={gutterPx}
          width={width}
          activeColumn={active?.row === headRow ? active.column : null}
        />
        <div role="rowgroup" className="relative" style={{ height: virtual.rows.getTotalSize(), width }}>
          {virtual.rows.getVirtualItems().map(({ index, start }) => (
            <GridRow
              key={index}
              gridId={gridId}
              position={index}
              index={indexAt(index)}
              top={start - headerHeightPx}
              values={rows[indexAt(index)] ?? []}
              columns={columns}
              shown={shownColumns}
              gutterPx={gutterPx}
              activeColumn={active?.row === index ? active.column : null}
            />
          ))}
        </div>
      </div>
      {shownCount === 0 ? (
        <p className="flex-1 px-4 py-3 text-ink-muted">{rows.length === 0 ? "No rows." : "No row holds this text."}</p>
      ) : null}
      {cursor.inspecting && active !== null && chosen !== undefined ? (
        <CellInspector
          column={chosen}
          rowNumber={indexAt(active.row) + 1}
          value={valueAt(active.row, active.column)}
          onClose={cursor.closeInspector}
        />
      ) : null}
    </div>
  );
}

function activeId(gridId: string, { row, column }: CellPlace): string {
  return row === headRow ? headerCellId(gridId, column) : `${gridId}-${row}-${column}`;
}
