import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { saveFile } from "@/components/ui/save-file";

interface LargeSqlProps {
  label: string;
  sql: string;
  onEdit: () => void;
}

const shownLines = 12;
const shownCharacters = 4_000;

/** Stands for SQL that is too large to be read in a form: how much it is, how it begins, and ways to it. */
export function LargeSql({ label, sql, onEdit }: LargeSqlProps) {
  const beginning = sql.slice(0, shownCharacters).split("\n").slice(0, shownLines).join("\n");
  const megabytes = (new Blob([sql]).size / 1_000_000).toFixed(1);
  const lines = sql.split("\n").length.toLocaleString("en");
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
        <p className="mr-auto text-sm tabular-nums text-ink-muted">
          {megabytes} MB, {lines} lines
        </p>
        <Button size="sm" onClick={() => saveFile("data.sql", new Blob([sql], { type: "application/sql" }))}>
          <Download aria-hidden className="size-3.5" />
          Download
        </Button>
        <Button size="sm" onClick={onEdit}>
          Edit it here
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section tabIndex={0} aria-label={`How ${label} begins`} className="overflow-x-auto p-3">
        <pre className="font-mono text-sm leading-6">
          {beginning}
          {"\n…"}
        </pre>
      </section>
    </div>
  );
}
