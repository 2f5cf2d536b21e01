/** What the page's tables share: hairlines, small headings, room enough for a finger. */
export const headClass =
  "border-b border-hairline py-2 pr-4 text-left text-xs font-medium whitespace-nowrap text-ink-muted";
export const cellClass = "border-b border-hairline py-2 pr-4 align-top";
export const figureClass = `${cellClass} whitespace-nowrap text-right tabular-nums`;
