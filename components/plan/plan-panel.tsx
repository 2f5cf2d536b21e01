"use client";

import { useEffect, useState } from "react";
import { ExplainSwitches, type ExplainWay } from "@/components/plan/explain-switches";
import { PlanView } from "@/components/plan/plan-view";
import { useExplanation } from "@/components/plan/use-explanation";
import { ErrorResultView } from "@/components/results-grid/error-result-view";
import { findErrorPlace } from "@/components/sql-editor/error-place";
import type { SentSql } from "@/components/sql-editor/sent-sql";
import type { EditorError } from "@/components/sql-editor/sql-editor";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { failureWords, type SessionApiError } from "@/components/workspace/session-api-error";
import { useElapsed } from "@/components/workspace/use-elapsed";
import type { Explanation } from "@/lib/schemas/plan";
import type { ErrorResult } from "@/lib/schemas/query";

/** A statement that somebody wants explained; another number asks anew. */
export interface AskedPlan {
  number: number;
  sent: SentSql;
}

interface PlanPanelProps {
  /** Null while there is no session. */
  sessionId: string | null;
  /** Null before anything was explained. */
  asked: AskedPlan | null;
  learnFrom: (error: unknown) => SessionApiError;
  /** Told what the editor should mark; null where there is nothing. */
  onError: (error: EditorError | null) => void;
  onGoToError: () => void;
}

/** How PostgreSQL runs a statement: as a tree or in its own words, run or only estimated. */
export function PlanPanel({ sessionId, asked, ...rest }: PlanPanelProps) {
  const [way, setWay] = useState<ExplainWay>({ analyze: true, format: "tree" });
  if (asked === null || sessionId === null) return <NothingExplained />;
  return <Explained key={asked.number} sessionId={sessionId} sent={asked.sent} way={way} onWay={setWay} {...rest} />;
}

interface ExplainedProps extends Omit<PlanPanelProps, "sessionId" | "asked"> {
  sessionId: string;
  sent: SentSql;
  way: ExplainWay;
  onWay: (way: ExplainWay) => void;
}

function Explained({ sessionId, sent, way, onWay, learnFrom, onError, onGoToError }: ExplainedProps) {
  const { answer, again, stop } = useExplanation({ sessionId, sent, ...way, learnFrom });
  const explanation = answer !== null && "explanation" in answer ? answer.explanation : null;
  const position = explanation?.error?.position;

  useEffect(() => {
    onError(position === undefined ? null : { sent, position });
    return () => onError(null);
  }, [sent, position, onError]);

  return (
    <>
      <ExplainSwitches sql={sent.sql} way={way} onWay={onWay} />
      {answer === null ? <Waiting onStop={() => void stop()} /> : null}
      {answer !== null && "failure" in answer ? (
        <div className="border-danger border-l-2 p-4">
          <p className="font-medium">Your SQL was not explained.</p>
          <p className="mt-0.5 text-ink-muted">{failureWords(answer.failure)}</p>
          <Button size="sm" className="mt-2" onClick={again}>
            Try again
          </Button>
        </div>
      ) : null}
      {explanation === null ? null : (
        <Answered explanation={explanation} place={placeOf(explanation.error, sent)} onGoToError={onGoToError} />
      )}
      <p role="status" className="sr-only">
        {explanation === null ? "" : (explanation.error?.message ?? "The plan is here.")}
      </p>
    </>
  );
}

interface AnsweredProps {
  explanation: Explanation;
  place: { line: number; column: number } | null;
  onGoToError: () => void;
}

function Answered({ explanation: { plan, text, error }, place, onGoToError }: AnsweredProps) {
  if (error !== null) return <ErrorResultView result={error} place={place} onGoToError={onGoToError} />;
  if (plan !== null) return <PlanView plan={plan} />;
  return <pre className="overflow-x-auto p-4 font-mono text-[0.8125rem] leading-5">{text}</pre>;
}

function placeOf(error: ErrorResult | null, sent: SentSql) {
  return error?.position === undefined ? null : findErrorPlace(sent, error.position);
}

/** What is there sooner than this needs no words. */
const showWaitingAfterMs = 300;

function Waiting({ onStop }: { onStop: () => void }) {
  const elapsedMs = useElapsed(true);
  return (
    <div className="space-y-3 p-4">
      {elapsedMs < showWaitingAfterMs ? null : (
        <p className="flex items-center gap-3 text-ink-muted tabular-nums">
          explaining {(elapsedMs / 1_000).toFixed(1)} s
          <Button size="sm" onClick={onStop}>
            Stop
          </Button>
        </p>
      )}
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="ml-6 h-4 w-2/5" />
      <Skeleton className="ml-12 h-4 w-1/3" />
    </div>
  );
}

function NothingExplained() {
  return (
    <div className="max-w-prose p-4 text-ink-muted">
      <p>
        Explain shows how PostgreSQL runs a statement: its steps, the time that each takes, and the rows that it expects
        and finds.
      </p>
      <p className="mt-1">The statement at the cursor runs for it, and what it changes is taken back.</p>
    </div>
  );
}
