import { useDeferredValue, useMemo, useState } from "react";
import { columnWidths } from "@/components/results-grid/column-width";
import { nextSort, type RowSort, rowOrder } from "@/components/results-grid/row-order";
import type { RowsResult } from "@/lib/schemas/query";

const narrowestPx = 48;
const widestPx = 1_200;

export type RowView = ReturnType<typeof useRowView>;

/** How this page shows the rows: sorted, filtered, with columns as wide as they were drawn. Nothing is asked of PostgreSQL. */
export function useRowView({ columns, rows }: Pick<RowsResult, "columns" | "rows">) {
  const [sort, setSort] = useState<RowSort | null>(null);
  const [filter, setFilter] = useState("");
  const [drawn, setDrawn] = useState<Record<number, number>>({});
  const wanted = useDeferredValue(filter);
  const order = useMemo(() => rowOrder({ columns, rows, sort, filter: wanted }), [columns, rows, sort, wanted]);
  const natural = useMemo(() => columnWidths({ columns, rows }), [columns, rows]);
  const widths = useMemo(() => natural.map((width, index) => drawn[index] ?? width), [natural, drawn]);

  const resize = (column: number, width: number) =>
    setDrawn((current) => ({ ...current, [column]: Math.min(Math.max(Math.round(width), narrowestPx), widestPx) }));
  /** As wide as it was before anybody drew. */
  const fit = (column: number) => setDrawn(({ [column]: _, ...others }) => others);

  return {
    sort,
    toggleSort: (column: number) => setSort(nextSort(sort, column)),
    filter,
    setFilter,
    /** The rows in sight, in order; null for all as PostgreSQL gave them. */
    order,
    shownCount: order?.length ?? rows.length,
    widths,
    resize,
    fit,
  };
}
