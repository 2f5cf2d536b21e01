"use client";

import { Circle, CircleCheck, CircleDot } from "lucide-react";
import { useId, useState } from "react";
import { useHelp } from "@/components/answer/use-help";
import { Button } from "@/components/ui/button";
import { LoadFailure } from "@/components/workspace/load-failure";
import type { ExerciseHelp, SolvedHelp } from "@/lib/schemas/exercise-help";

interface HelpBarProps {
  sessionId: string;
  /** The newest answer's id, so that what it opened is asked for. */
  version: string | null;
}

/** Below the task: hints, which open one by one after tries that were not right, and the solution once it is solved. */
export function HelpBar({ sessionId, version }: HelpBarProps) {
  const { help, error, load } = useHelp(sessionId, version);
  const [readCount, setReadCount] = useState(0);
  const [showsSolution, setShowsSolution] = useState(false);
  const textId = useId();
  if (error !== null) {
    return (
      <LoadFailure what="The hints could not be loaded." error={error} load={load} className="border-t px-5 py-2" />
    );
  }
  if (help === null || (help.hintCount === 0 && !help.isSolved)) return null;
  const next = Math.min(readCount + 1, help.hintCount);
  const read = help.hints.slice(0, readCount);
  return (
    <section aria-label="Hints" className="flex max-h-[60%] shrink-0 flex-col border-t bg-surface text-sm">
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-5 py-1.5">
        {help.hintCount === 0 ? null : <HintSigns help={help} readCount={readCount} />}
        {readCount < help.hints.length ? (
          <Button size="sm" aria-controls={textId} onClick={() => setReadCount(next)}>
            Show hint {next}
          </Button>
        ) : null}
        {readCount === help.hints.length && help.hints.length < help.hintCount ? (
          <span className="text-ink-muted text-xs">
            {help.hints.length === 0
              ? "The first opens after a try that is not right."
              : "The next opens after another try."}
          </span>
        ) : null}
        {help.isSolved ? (
          <Button
            size="sm"
            aria-expanded={showsSolution}
            aria-controls={textId}
            onClick={() => setShowsSolution(!showsSolution)}
          >
            {showsSolution ? "Hide solution" : "Show solution"}
          </Button>
        ) : null}
      </div>
      <section
        id={textId}
        aria-label="Open hints"
        aria-live="polite"
        tabIndex={read.length > 0 || showsSolution ? 0 : -1}
        className="min-h-0 overflow-y-auto px-5 not-empty:pb-3"
      >
        {read.length === 0 ? null : (
          <ol className="max-w-[72ch] list-decimal space-y-1 pl-5 marker:text-ink-faint">
            {read.map((hint) => (
              <li key={hint} className="wrap-anywhere">
                {hint}
              </li>
            ))}
          </ol>
        )}
        {help.isSolved && showsSolution ? <Solution help={help} /> : null}
      </section>
    </section>
  );
}

/** A sign for each hint: read, open to be read, or shut. */
function HintSigns({ help: { hints, hintCount }, readCount }: { help: ExerciseHelp; readCount: number }) {
  return (
    <span className="flex items-center gap-1.5 font-medium text-ink-muted">
      Hints
      {Array.from({ length: hintCount }, (_, index) => {
        const isRead = index < readCount;
        const Sign = isRead ? CircleCheck : index < hints.length ? CircleDot : Circle;
        // biome-ignore lint/suspicious/noArrayIndexKey: a hint is its place.
        return <Sign key={index} aria-hidden className={`size-3.5 ${isRead ? "text-accent" : ""}`} />;
      })}
      <span className="sr-only">
        {hints.length} of {hintCount} open
      </span>
    </span>
  );
}

function Solution({ help: { solutionSql, why } }: { help: SolvedHelp }) {
  return (
    <div className="mt-2 max-w-[72ch]">
      <pre className="whitespace-pre-wrap rounded bg-sunken p-3 font-mono text-[0.8125rem] leading-6 wrap-anywhere">
        {solutionSql.trim()}
      </pre>
      {why === null ? null : <p className="mt-2 wrap-anywhere">{why}</p>}
    </div>
  );
}
