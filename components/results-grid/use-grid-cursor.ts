import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { type CellPlace, headRow, nextCell } from "@/components/results-grid/grid-navigation";

interface GridCursorOptions {
  rowCount: number;
  columnCount: number;
  pageRows: () => number;
  onMove: (place: CellPlace) => void;
  onCopy: (place: CellPlace) => void;
  onSort: (column: number) => void;
  /** Makes the column so much wider. */
  onWiden: (column: number, byPx: number) => void;
}

const widenPx = 24;

/**
 * The grid's one active cell: arrows and clicks choose it, Ctrl+C copies it, Enter looks into it, Escape closes that. On a
 * column's head Enter sorts; Alt with the arrows makes a column wider or narrower.
 */
export function useGridCursor({ rowCount, columnCount, pageRows, ...acts }: GridCursorOptions) {
  const [chosen, setActive] = useState<CellPlace | null>(null);
  // A filter may have taken the row away.
  const active = chosen === null ? null : { ...chosen, row: Math.min(chosen.row, rowCount - 1) };
  const [inspecting, setInspecting] = useState(false);

  const moveTo = (place: CellPlace) => {
    setActive(place);
    acts.onMove(place);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    const from = active ?? { row: 0, column: 0 };
    const widenBy = event.altKey ? (wideningKeys[event.key] ?? 0) : 0;
    if (widenBy !== 0) acts.onWiden(from.column, widenBy);
    else if (mod && event.key === "c" && active !== null && hasNoTextSelected()) acts.onCopy(active);
    else if (event.key === "Enter" || event.key === " ") {
      if (from.row === headRow) acts.onSort(from.column);
      else setInspecting(active !== null);
    } else if (event.key === "Escape") setInspecting(false);
    else {
      const place = nextCell({ key: event.key, mod, from, rowCount, columnCount, pageRows: pageRows() });
      if (place === null) return;
      moveTo(place);
    }
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (place === null) return;
    moveTo(place);
    setInspecting(true);
  };

  const onFocus = () => {
    if (active === null) setActive({ row: rowCount > 0 ? 0 : headRow, column: 0 });
  };

  return {
    active,
    inspecting: inspecting && active !== null && active.row !== headRow,
    closeInspector: () => setInspecting(false),
    gridProps: { onKeyDown, onClick, onFocus },
  };
}

const wideningKeys: Record<string, number> = { ArrowRight: widenPx, ArrowLeft: -widenPx };

/** Whoever marked some text with the mouse wants that text. */
function hasNoTextSelected(): boolean {
  return window.getSelection()?.isCollapsed !== false;
}

/** The cell that was clicked. One listener for all cells: rows come and go while the grid scrolls. */
function placeOf(target: EventTarget): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[role=gridcell]") : null;
  return cell === null ? null : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}
