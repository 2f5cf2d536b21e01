/** The row of the columns' heads, above the first. */
export const headRow = -1;

export interface CellPlace {
  row: number;
  column: number;
}

interface GridMove {
  key: string;
  /** Ctrl, or ⌘ on a Mac. */
  mod: boolean;
  from: CellPlace;
  rowCount: number;
  columnCount: number;
  pageRows: number;
}

/** Where a key leads in the grid, as the ARIA grid pattern has it; null for keys that do not move. */
export function nextCell({ key, mod, from, rowCount, columnCount, pageRows }: GridMove): CellPlace | null {
  const lastRow = rowCount - 1;
  const lastColumn = columnCount - 1;
  const to = (row: number, column: number): CellPlace => ({
    row: Math.min(Math.max(row, headRow), lastRow),
    column: Math.min(Math.max(column, 0), lastColumn),
  });
  switch (key) {
    case "ArrowUp":
      return to(mod ? 0 : from.row - 1, from.column);
    case "ArrowDown":
      return to(mod ? lastRow : from.row + 1, from.column);
    case "ArrowLeft":
      return to(from.row, mod ? 0 : from.column - 1);
    case "ArrowRight":
      return to(from.row, mod ? lastColumn : from.column + 1);
    case "PageUp":
      return to(Math.max(from.row - pageRows, 0), from.column);
    case "PageDown":
      return to(from.row + pageRows, from.column);
    case "Home":
      return to(mod ? 0 : from.row, 0);
    case "End":
      return to(mod ? lastRow : from.row, lastColumn);
    default:
      return null;
  }
}
