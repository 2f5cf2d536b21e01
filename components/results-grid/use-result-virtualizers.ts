import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import type { CellPlace } from "@/components/results-grid/grid-navigation";

export const rowHeightPx = 28;
export const headerHeightPx = 44;

interface ResultVirtualizersOptions {
  scrollRef: RefObject<HTMLDivElement | null>;
  rowCount: number;
  widths: number[];
  gutterPx: number;
  active: CellPlace | null;
}

/** Only the rows and columns in sight exist, and the active cell, which a screen reader must find wherever it is. */
export function useResultVirtualizers({ scrollRef, rowCount, widths, gutterPx, active }: ResultVirtualizersOptions) {
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    scrollMargin: headerHeightPx,
    scrollPaddingStart: headerHeightPx,
    rangeExtractor: (range) => withActive(range, active?.row),
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: widths.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => widths[index] ?? 0,
    overscan: 3,
    scrollMargin: gutterPx,
    scrollPaddingStart: gutterPx,
    rangeExtractor: (range) => withActive(range, active?.column),
  });
  return { rows, columns };
}

function withActive(range: Range, active: number | undefined): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active === undefined || active < 0 || active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((left, right) => left - right);
}
