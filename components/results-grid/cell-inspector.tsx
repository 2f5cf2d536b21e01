import { X } from "lucide-react";
import { CellValue } from "@/components/results-grid/cell-value";
import { formatCount } from "@/components/results-grid/result-words";
import { IconButton } from "@/components/ui/icon-button";

interface CellInspectorProps {
  column: { name: string; type: string };
  rowNumber: number;
  value: string | null;
  onClose: () => void;
}

/** A page can draw so much and stay quick; copying gives all of it. */
const longestShown = 20_000;

/** The chosen cell's whole text, beneath the grid. */
export function CellInspector({ column, rowNumber, value, onClose }: CellInspectorProps) {
  const cut = value !== null && value.length > longestShown;
  return (
    <section aria-label="Chosen cell" className="flex h-28 shrink-0 flex-col border-t bg-raised">
      <div className="flex h-8 shrink-0 items-center gap-2 pr-1 pl-3 text-ink-muted text-xs">
        <span className="truncate font-medium font-mono text-ink">{column.name}</span>
        <span className="truncate">{column.type}</span>
        <span className="shrink-0">row {formatCount(rowNumber)}</span>
        {cut ? (
          <span className="truncate">
            the first {formatCount(longestShown)} of {formatCount(value.length)} characters; copying takes all
          </span>
        ) : null}
        <IconButton label="Close the cell" icon={<X aria-hidden />} size="sm" className="ml-auto" onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-auto px-3 pb-2 focus-visible:-outline-offset-2">
        {value === null || value === "" ? (
          <CellValue value={value} />
        ) : (
          <pre dir="auto" className="whitespace-pre-wrap font-mono text-[0.8125rem] wrap-anywhere">
            {value.slice(0, longestShown)}
          </pre>
        )}
      </div>
    </section>
  );
}
