import { X } from "lucide-react";
import { useMemo, useState } from "react";
import { CellValue } from "@/components/results-grid/cell-value";
import { formatCount } from "@/components/results-grid/result-words";
import { valueTree } from "@/components/results-grid/value-tree";
import { ValueTreeView } from "@/components/results-grid/value-tree-view";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useConsoleLabel } from "@/components/workspace/console-context";

interface CellInspectorProps {
  column: { name: string; type: string };
  rowNumber: number;
  value: string | null;
  onClose: () => void;
}

/** A page can draw so much and stay quick; copying gives all of it. */
const longestShown = 20_000;

/** A tree of more than this is not read: its text is there at once. */
const longestTree = 1_000_000;

/** The chosen cell's whole text, beneath the grid; JSON and arrays as a tree. */
export function CellInspector({ column, rowNumber, value, onClose }: CellInspectorProps) {
  const [wantsText, setWantsText] = useState(false);
  const label = useConsoleLabel();
  const tree = useMemo(
    () => (value === null || value.length > longestTree ? null : valueTree(column.type, value)),
    [column.type, value],
  );
  const showsTree = tree !== null && !wantsText;
  const cut = !showsTree && value !== null && value.length > longestShown;
  return (
    <section
      aria-label={label("Chosen cell")}
      className={classNames(
        "flex max-h-[60%] shrink-0 flex-col border-t bg-raised",
        showsTree || (value?.length ?? 0) > 400 ? "h-52" : "h-28",
      )}
    >
      <div className="flex h-8 shrink-0 items-center gap-2 pr-1 pl-3 text-ink-muted text-xs">
        <span className="truncate font-medium font-mono text-ink">{column.name}</span>
        <span className="truncate">{column.type}</span>
        <span className="shrink-0">row {formatCount(rowNumber)}</span>
        {cut ? (
          <span className="truncate">
            the first {formatCount(longestShown)} of {formatCount(value.length)} characters; copying takes all
          </span>
        ) : null}
        <span className="ml-auto flex shrink-0 items-center">
          {tree === null ? null : (
            <Button size="sm" variant="quiet" onClick={() => setWantsText(!wantsText)}>
              {wantsText ? "As a tree" : "As text"}
            </Button>
          )}
          <CopyButton label="Copy the value" text={value ?? "NULL"} />
          <IconButton label="Close the cell" icon={<X aria-hidden />} size="sm" onClick={onClose} />
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-auto px-3 pb-2 focus-visible:-outline-offset-2">
        {showsTree ? (
          <div className="font-mono text-[0.8125rem]">
            <ValueTreeView tree={tree} />
          </div>
        ) : value === null || value === "" ? (
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
