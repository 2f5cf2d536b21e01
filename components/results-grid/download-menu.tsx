import { Download } from "lucide-react";
import { downloadResult } from "@/components/results-grid/download-result";
import { MenuTrigger } from "@/components/results-grid/menu-trigger";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useConsoleName } from "@/components/workspace/console-context";

interface DownloadMenuProps {
  sessionId: string;
  statement: string;
}

/** All rows of a statement as a file, also those that the page does not show. */
export function DownloadMenu({ sessionId, statement }: DownloadMenuProps) {
  const console = useConsoleName();
  const download = (format: "csv" | "json") => void downloadResult({ sessionId, console, sql: statement, format });
  return (
    <Menu
      trigger={
        <MenuTrigger>
          <Download aria-hidden />
          Download
        </MenuTrigger>
      }
    >
      <p className="max-w-64 px-2 py-1 text-ink-muted text-xs">All rows. The statement runs again for them.</p>
      <MenuItem onClick={() => download("csv")}>CSV</MenuItem>
      <MenuItem onClick={() => download("json")}>JSON</MenuItem>
    </Menu>
  );
}
