"use client";

import type { AnswerState } from "@/components/answer/answer-state";
import { EarlierTries } from "@/components/answer/earlier-tries";
import { type NextExercise, VerdictView } from "@/components/answer/verdict-view";
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
      {sessionId === null ? null : (
        <EarlierTries sessionId={sessionId} version={submission?.id ?? null} onCopy={onCopy} />
      )}
    </div>
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
