"use client";

import { Columns2 } from "lucide-react";
import { Suspense, useState } from "react";
import type { AnswerState } from "@/components/answer/answer-state";
import { EarlierTries } from "@/components/answer/earlier-tries";
import { useTries } from "@/components/answer/use-tries";
import { type NextExercise, VerdictView } from "@/components/answer/verdict-view";
import { lazyPart } from "@/components/http/lazy-part";
import { Button } from "@/components/ui/button";
import { failureWords } from "@/components/workspace/session-api-error";
import { useElapsed } from "@/components/workspace/use-elapsed";

interface AnswerPanelProps {
  sessionId: string | null;
  answer: AnswerState;
  next: NextExercise | null;
  /** Where the editor marks PostgreSQL's error in the answer. */
  errorPlace: { line: number; column: number } | null;
  onGoToError: () => void;
  onCopy: (sql: string) => void;
}

/** The verdict on the last answer, and the earlier ones. */
export function AnswerPanel({ sessionId, answer, next, errorPlace, onGoToError, onCopy }: AnswerPanelProps) {
  const { isChecking, submission, failure } = answer;
  const isNew = submission === null && failure === null && !isChecking;
  return (
    <div aria-busy={isChecking} className="p-4">
      {isChecking ? <Waiting /> : null}
      {failure === null ? null : (
        <div className="mb-4 border-danger border-l-2 pl-4">
          <p className="font-medium">Your answer was not checked.</p>
          <p className="mt-0.5 text-ink-muted">{failureWords(failure)}</p>
        </div>
      )}
      {isNew ? <NothingCheckedYet /> : null}
      {submission === null ? null : (
        <VerdictView
          key={submission.id}
          submission={submission}
          next={next}
          errorPlace={errorPlace}
          onGoToError={onGoToError}
        />
      )}
      {sessionId === null ? null : <SoFar sessionId={sessionId} version={submission?.id ?? null} onCopy={onCopy} />}
    </div>
  );
}

/** Only who has solved the exercise needs it, and the drawing of plans. */
const LazySolutionComparison = lazyPart(() =>
  import("@/components/answer/solution-comparison").then((file) => file.SolutionComparisonView),
);

interface SoFarProps {
  sessionId: string;
  /** The newest answer's id, so that everything is read again after each verdict. */
  version: string | null;
  onCopy: (sql: string) => void;
}

/** All that was handed in and, where some of it was right, how it compares with the reference. */
function SoFar({ sessionId, version, onCopy }: SoFarProps) {
  const told = useTries(sessionId, version);
  const [isCompared, setCompared] = useState(false);
  const isSolved = told.tries?.some(({ verdict }) => verdict === "correct") ?? false;
  return (
    <>
      {isSolved ? (
        <section aria-label="Beside the reference" className="mt-4">
          <Button size="sm" aria-expanded={isCompared} onClick={() => setCompared(!isCompared)}>
            <Columns2 aria-hidden className="size-3.5" />
            {isCompared ? "Hide the comparison" : "Compare with the reference"}
          </Button>
          {isCompared ? (
            <Suspense>
              <LazySolutionComparison {...{ sessionId, version, onCopy }} />
            </Suspense>
          ) : null}
        </section>
      ) : null}
      <EarlierTries {...told} onCopy={onCopy} />
    </>
  );
}

const showAfterMs = 300;
const explainAfterMs = 3_000;

function Waiting() {
  const elapsedMs = useElapsed(true);
  if (elapsedMs < showAfterMs) return null;
  return (
    <p className="mb-4 max-w-prose text-ink-muted">
      Checking your answer…{" "}
      {elapsedMs < explainAfterMs
        ? null
        : "It runs in databases of its own, not in yours; for the first answer in a while they are started first."}
    </p>
  );
}

function NothingCheckedYet() {
  return (
    <div className="max-w-prose text-ink-muted">
      <p>Check your answer, and the verdict stands here.</p>
      <p className="mt-1">
        All that stands in the editor’s open tab is handed in. Your own database is not touched by it.
      </p>
    </div>
  );
}
