import { NoticeLine } from "@/components/results-grid/notice-list";
import { errorExplanation } from "@/components/results-grid/result-words";
import type { ErrorResult } from "@/lib/schemas/query";

interface ErrorResultViewProps {
  result: ErrorResult;
  /** Where the editor has marked it. */
  place: { line: number; column: number } | null;
  onGoToError: () => void;
}

/** PostgreSQL's own words, unchanged; Carrel's stand beneath. */
export function ErrorResultView({ result, place, onGoToError }: ErrorResultViewProps) {
  const explanation = errorExplanation(result.reason);
  return (
    <div className="border-danger border-l-2 bg-danger-soft/50 py-3 pr-4 pl-3.5">
      <div className="font-mono text-[0.8125rem]">
        <p className="whitespace-pre-wrap wrap-anywhere">
          {result.reason === "sql" ? <span className="font-semibold text-danger">ERROR: </span> : null}
          {result.message}
        </p>
        <NoticeLine word="DETAIL" text={result.detail} />
        <NoticeLine word="HINT" text={result.hint} />
      </div>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-3 text-ink-muted text-xs">
        {place === null ? null : (
          <button
            type="button"
            onClick={onGoToError}
            className="rounded text-ink underline decoration-hairline-strong underline-offset-2 hover:decoration-ink"
          >
            Line {place.line}, column {place.column}
          </button>
        )}
        {result.sqlState === null ? null : <span>SQLSTATE {result.sqlState}</span>}
      </p>
      {explanation === null ? null : <p className="mt-2 text-ink-muted">{explanation}</p>}
    </div>
  );
}
