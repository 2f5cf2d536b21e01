import { Copy } from "lucide-react";
import { toast } from "sonner";
import { type CopyFormat, copyRows } from "@/components/results-grid/copy-rows";
import { DownloadMenu } from "@/components/results-grid/download-menu";
import { MenuTrigger } from "@/components/results-grid/menu-trigger";
import { formatCount, truncationWords } from "@/components/results-grid/result-words";
import type { RowView } from "@/components/results-grid/use-row-view";
import { copyText } from "@/components/ui/copy-text";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { RowsResult } from "@/lib/schemas/query";

interface RowsHeaderProps {
  result: RowsResult;
  number: number;
  sessionId: string | null;
  view: RowView;
}

const formats: Record<CopyFormat, string> = {
  tsv: "For a spreadsheet (TSV)",
  markdown: "Markdown table",
  insert: "INSERT statement",
};

/** What can be done with the rows on the page. */
export function RowsHeader({ result, number, sessionId, view }: RowsHeaderProps) {
  const { rows, truncated } = result;
  const isPart = view.shownCount < rows.length;
  return (
    <>
      {truncated ? <p className="text-warn">{truncationWords(result)}</p> : null}
      <span className="ml-auto flex items-center gap-1">
        <span role="status" className="text-ink-muted tabular-nums">
          {isPart ? `${formatCount(view.shownCount)} of ${formatCount(rows.length)}` : ""}
        </span>
        {rows.length > 1 ? (
          <input
            type="search"
            value={view.filter}
            onChange={({ currentTarget }) => view.setFilter(currentTarget.value)}
            placeholder="Filter rows"
            aria-label={`Filter the rows of statement ${number}`}
            className="h-7 w-32 rounded border border-hairline-strong bg-transparent px-2 text-xs focus:border-accent focus:outline-1 focus:outline-accent"
          />
        ) : null}
        {rows.length > 0 ? (
          <Menu
            trigger={
              <MenuTrigger>
                <Copy aria-hidden />
                Copy
              </MenuTrigger>
            }
          >
            <p className="px-2 py-1 text-ink-muted text-xs">
              {rowWords(view.shownCount)} {isPart || view.sort !== null ? "as shown" : ""}
            </p>
            {(["tsv", "markdown", "insert"] as const).map((format) => (
              <MenuItem key={format} onClick={() => void copy(format, result, view)}>
                {formats[format]}
              </MenuItem>
            ))}
          </Menu>
        ) : null}
        {rows.length > 0 && sessionId !== null ? (
          <DownloadMenu sessionId={sessionId} statement={result.statement} />
        ) : null}
      </span>
    </>
  );
}

async function copy(format: CopyFormat, { columns, rows, statement }: RowsResult, { order }: RowView): Promise<void> {
  const shown = order === null ? rows : order.map((index) => rows[index] ?? []);
  const isCopied = await copyText(copyRows(format, { columns, rows: shown, statement }));
  toast(isCopied ? `${rowWords(shown.length)} copied.` : "This browser does not let the page copy.");
}

function rowWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "row" : "rows"}`;
}
