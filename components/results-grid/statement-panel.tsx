import { ErrorResultView } from "@/components/results-grid/error-result-view";
import { NoticeList } from "@/components/results-grid/notice-list";
import { resultTitle, truncationWords } from "@/components/results-grid/result-words";
import { ResultsGrid } from "@/components/results-grid/results-grid";
import { classNames } from "@/components/ui/class-names";
import type { StatementResult } from "@/lib/schemas/query";

interface StatementPanelProps {
  result: StatementResult;
  /** From 1. */
  number: number;
  /** Alone it takes all the room; one of several is as high as it needs, up to a bound. */
  alone: boolean;
  errorPlace: { line: number; column: number } | null;
  onGoToError: () => void;
}

/** What became of one statement: its tag and time, its notices, then its rows or its error. */
export function StatementPanel({ result, number, alone, errorPlace, onGoToError }: StatementPanelProps) {
  const isRows = result.kind === "rows";
  return (
    <section
      aria-label={`Statement ${number}: ${resultTitle(result)}`}
      className={classNames("flex flex-col", alone && isRows ? "min-h-0 flex-1" : "shrink-0 border-b")}
    >
      <header className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 px-4 py-1 text-xs">
        <h2
          className={classNames(
            "shrink-0 font-medium tabular-nums",
            result.kind === "error" ? "text-danger" : "text-ink",
          )}
        >
          {resultTitle(result)}
        </h2>
        {isRows && result.truncated ? <p className="text-warn">{truncationWords(result)}</p> : null}
        {alone ? null : (
          <code className="min-w-0 flex-1 truncate font-mono text-ink-faint">{oneLine(result.statement)}</code>
        )}
      </header>
      <NoticeList notices={result.notices} />
      {result.kind === "error" ? (
        <ErrorResultView result={result} place={errorPlace} onGoToError={onGoToError} />
      ) : null}
      {isRows ? (
        <div className={classNames("flex min-h-0 flex-col border-t", alone ? "flex-1" : "max-h-80")}>
          <ResultsGrid result={result} label={`Rows of statement ${number}, ${result.command}`} />
        </div>
      ) : null}
    </section>
  );
}

function oneLine(statement: string): string {
  return statement.slice(0, 200).replace(/\s+/g, " ").trim();
}
