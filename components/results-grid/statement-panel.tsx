import type { ReactNode } from "react";
import { ErrorResultView } from "@/components/results-grid/error-result-view";
import { NoticeList } from "@/components/results-grid/notice-list";
import { resultTitle } from "@/components/results-grid/result-words";
import { ResultsGrid } from "@/components/results-grid/results-grid";
import { RowsHeader } from "@/components/results-grid/rows-header";
import { useRowView } from "@/components/results-grid/use-row-view";
import { classNames } from "@/components/ui/class-names";
import { useConsoleLabel } from "@/components/workspace/console-context";
import type { RowsResult, StatementResult } from "@/lib/schemas/query";

interface StatementPanelProps {
  result: StatementResult;
  /** From 1. */
  number: number;
  /** Where the rows can be taken from once more; null where nowhere. */
  sessionId: string | null;
  /** Alone it takes all the room; one of several is as high as it needs, up to a bound. */
  alone: boolean;
  errorPlace: { line: number; column: number } | null;
  onGoToError: () => void;
}

/** What became of one statement: its tag and time, its notices, then its rows or its error. */
export function StatementPanel(props: StatementPanelProps) {
  const { result, number, sessionId, alone, errorPlace, onGoToError } = props;
  const label = useConsoleLabel();
  if (result.kind === "rows") return <RowsPanel result={result} number={number} sessionId={sessionId} alone={alone} />;
  return (
    <section
      aria-label={label(`Statement ${number}: ${resultTitle(result)}`)}
      className={classNames("flex shrink-0 flex-col", !(alone && result.kind === "error") && "border-b")}
    >
      <PanelHeader result={result} alone={alone} />
      <NoticeList notices={result.notices} />
      {result.kind === "error" ? (
        <ErrorResultView result={result} place={errorPlace} onGoToError={onGoToError} />
      ) : null}
    </section>
  );
}

interface RowsPanelProps extends Pick<StatementPanelProps, "number" | "sessionId" | "alone"> {
  result: RowsResult;
}

function RowsPanel({ result, number, sessionId, alone }: RowsPanelProps) {
  const view = useRowView(result);
  const label = useConsoleLabel();
  return (
    <section
      aria-label={label(`Statement ${number}: ${resultTitle(result)}`)}
      className={classNames("flex flex-col", alone ? "min-h-0 flex-1" : "shrink-0 border-b")}
    >
      <PanelHeader result={result} alone={alone}>
        <RowsHeader result={result} number={number} sessionId={sessionId} view={view} />
      </PanelHeader>
      <NoticeList notices={result.notices} />
      <div className={classNames("flex min-h-0 flex-col border-t", alone ? "flex-1" : "max-h-80")}>
        <ResultsGrid result={result} view={view} label={`Rows of statement ${number}, ${result.command}`} />
      </div>
    </section>
  );
}

function PanelHeader({ result, alone, children }: { result: StatementResult; alone: boolean; children?: ReactNode }) {
  return (
    <header className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 py-0.5 pr-2 pl-4 text-xs max-sm:pt-1.5">
      <h2
        className={classNames(
          "shrink-0 font-medium tabular-nums",
          result.kind === "error" ? "text-danger" : "text-ink",
        )}
      >
        {resultTitle(result)}
      </h2>
      {alone ? null : (
        <code className="min-w-0 flex-1 truncate font-mono text-ink-faint">{oneLine(result.statement)}</code>
      )}
      {children}
    </header>
  );
}

function oneLine(statement: string): string {
  return statement.slice(0, 200).replace(/\s+/g, " ").trim();
}
