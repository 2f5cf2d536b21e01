import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { type CellPlace, nextCell } from "@/components/results-grid/grid-navigation";

interface GridCursorOptions {
  rowCount: number;
  columnCount: number;
  pageRows: () => number;
  onMove: (place: CellPlace) => void;
  onCopy: (place: CellPlace) => void;
}

/** The grid's one active cell: arrows and clicks choose it, Ctrl+C copies it, Enter looks into it, Escape closes that. */
export function useGridCursor({ rowCount, columnCount, pageRows, onMove, onCopy }: GridCursorOptions) {
  const [active, setActive] = useState<CellPlace | null>(null);
  const [inspecting, setInspecting] = useState(false);

  const moveTo = (place: CellPlace) => {
    setActive(place);
    onMove(place);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    const from = active ?? { row: 0, column: 0 };
    if (mod && event.key === "c" && active !== null && hasNoTextSelected()) onCopy(active);
    else if (event.key === "Enter" || event.key === " ") setInspecting(active !== null);
    else if (event.key === "Escape") setInspecting(false);
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
    if (active === null && rowCount > 0) setActive({ row: 0, column: 0 });
  };

  return {
    active,
    inspecting: inspecting && active !== null,
    closeInspector: () => setInspecting(false),
    gridProps: { onKeyDown, onClick, onFocus },
  };
}

/** Whoever marked some text with the mouse wants that text. */
function hasNoTextSelected(): boolean {
  return window.getSelection()?.isCollapsed !== false;
}

/** The cell that was clicked. One listener for all cells: rows come and go while the grid scrolls. */
function placeOf(target: EventTarget): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[role=gridcell]") : null;
  return cell === null ? null : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}
