/** The one cell that keys move: framed strongly while the grid has the focus. */
export const activeCellClass =
  "bg-accent-soft shadow-[inset_0_0_0_1px_var(--hairline-strong)] group-focus/grid:shadow-[inset_0_0_0_2px_var(--accent)]";
