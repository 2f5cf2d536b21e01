"use client";

import { useEffect, useRef } from "react";
import { StatementPanel } from "@/components/results-grid/statement-panel";
import { classNames } from "@/components/ui/class-names";
import type { QueryResponse } from "@/lib/schemas/query";

interface ResponseViewProps {
  response: QueryResponse;
  sessionId: string | null;
  errorPlace: { line: number; column: number } | null;
  onGoToError: () => void;
}

/** One panel for each statement, in order; a run of one statement has the whole room. */
export function ResponseView({ response, sessionId, errorPlace, onGoToError }: ResponseViewProps) {
  const { results } = response;
  const listRef = useRef<HTMLDivElement>(null);

  // Of several results, the error is the one to see: it is the last, and may stand below what is in sight.
  useEffect(() => {
    if (results.at(-1)?.kind === "error") listRef.current?.scrollTo({ top: listRef.current.scrollHeight });
  }, [results]);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {results.length === 0 ? <p className="p-4 text-ink-muted">There was no statement to run.</p> : null}
      <div
        ref={listRef}
        className={classNames("flex min-h-0 flex-1 flex-col", results.length > 1 && "overflow-y-auto")}
      >
        {results.map((result, index) => (
          <StatementPanel
            // biome-ignore lint/suspicious/noArrayIndexKey: a statement's place in its run is its identity.
            key={index}
            result={result}
            number={index + 1}
            sessionId={sessionId}
            alone={results.length === 1}
            errorPlace={result.kind === "error" ? errorPlace : null}
            onGoToError={onGoToError}
          />
        ))}
      </div>
    </div>
  );
}
