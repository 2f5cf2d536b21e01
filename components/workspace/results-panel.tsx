import { Suspense } from "react";
import { LazyResponseView } from "@/components/workspace/lazy-parts";
import { failureWords } from "@/components/workspace/session-api-error";
import { SessionNotice } from "@/components/workspace/session-notice";
import type { SessionView } from "@/components/workspace/session-view";
import { StartSteps } from "@/components/workspace/start-steps";
import type { RunOutcome } from "@/components/workspace/use-query-run";

interface ResultsPanelProps {
  view: SessionView;
  outcome: RunOutcome | null;
  errorPlace: { line: number; column: number } | null;
  onGoToError: () => void;
  onStart: () => void;
}

export function ResultsPanel({ view, outcome, errorPlace, onGoToError, onStart }: ResultsPanelProps) {
  const isStarting = isOnItsWay(view);
  return (
    <section aria-label="Result" className="flex h-full min-h-0 flex-col bg-surface">
      <SessionNotice view={view} onStart={onStart} />
      {isStarting ? <StartSteps view={view} /> : null}
      {outcome === null && view.session?.state === "ready" ? <NothingRunYet /> : null}
      {outcome?.kind === "answered" ? (
        <Suspense>
          <LazyResponseView response={outcome.response} errorPlace={errorPlace} onGoToError={onGoToError} />
        </Suspense>
      ) : null}
      {outcome?.kind === "refused" && view.online ? (
        <div className="border-danger border-l-2 p-4">
          <p className="font-medium">Your SQL did not run.</p>
          <p className="mt-0.5 text-ink-muted">{failureWords(outcome.error)}</p>
        </div>
      ) : null}
    </section>
  );
}

function isOnItsWay({ session, failure, online }: SessionView): boolean {
  if (!online || failure !== null) return false;
  return session === null || session.state === "queued" || session.state === "starting";
}

function NothingRunYet() {
  return (
    <div className="max-w-prose p-4 text-ink-muted">
      <p>Run your SQL, and its result stands here.</p>
      <p className="mt-1">
        This database is yours alone: change it, drop it, break it. “Reset data” brings everything back.
      </p>
    </div>
  );
}
