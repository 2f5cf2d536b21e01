"use client";

import { CheckCheck } from "lucide-react";
import { type Ref, useImperativeHandle, useRef } from "react";
import { submitAnswer } from "@/components/answer/answer-api";
import type { AnswerState } from "@/components/answer/answer-state";
import { announceVerdict, blockingCheck } from "@/components/answer/verdict-story";
import type { EditorError } from "@/components/sql-editor/sql-editor";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { failureWords, type SessionApiError } from "@/components/workspace/session-api-error";
import { useModKey } from "@/components/workspace/use-browser-facts";
import { useElapsed } from "@/components/workspace/use-elapsed";
import type { Submission } from "@/lib/schemas/submission";

export interface CheckHandle {
  check: () => void;
}

interface CheckButtonProps {
  /** For the editor's keys. */
  handle: Ref<CheckHandle>;
  /** Large is for the thumb, where room is short. */
  size: "sm" | "lg";
  /** Null while no answer can be handed in. */
  sessionId: string | null;
  answer: AnswerState;
  /** All that stands in the editor's open tab. */
  readSql: () => string;
  learnFrom: (error: unknown) => SessionApiError;
  onBegin: () => void;
  onChange: (change: (current: AnswerState) => AnswerState) => void;
}

/** Waiting that nobody notices is not told. */
const showWaitAfterMs = 300;

/** Hands in what stands in the editor, one answer at a time, and says to screen readers what came of it. */
export function CheckButton(props: CheckButtonProps) {
  const { handle, size, sessionId, answer, readSql, learnFrom, onBegin, onChange } = props;
  const modKey = useModKey();
  const isSlow = useElapsed(answer.isChecking) >= showWaitAfterMs;
  // Two presses of a key may come before the page is drawn once.
  const isUnderWay = useRef(answer.isChecking);

  const check = async () => {
    if (sessionId === null || isUnderWay.current) return;
    isUnderWay.current = true;
    const sql = readSql();
    onBegin();
    onChange((current) => ({ ...current, isChecking: true, failure: null }));
    try {
      const submission = await submitAnswer(sessionId, sql);
      onChange(() => ({ isChecking: false, submission, mark: markOf(submission), failure: null }));
    } catch (thrown) {
      const failure = learnFrom(thrown);
      onChange((current) => ({ ...current, isChecking: false, failure }));
    }
    isUnderWay.current = false;
  };
  useImperativeHandle(handle, () => ({ check: () => void check() }));

  return (
    <>
      <Button
        size={size}
        disabled={sessionId === null}
        pending={isSlow}
        aria-label={size === "lg" ? "Check my answer" : undefined}
        onClick={() => void check()}
        aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
      >
        {isSlow ? null : <CheckCheck aria-hidden className="size-3.5" />}
        {size === "lg" ? "Check" : "Check my answer"}
        {size === "lg" ? null : <Kbd className="ml-0.5">{modKey} ⇧ ↵</Kbd>}
      </Button>
      <p role="status" className="sr-only">
        {isSlow ? "Checking your answer." : answer.isChecking ? "" : announce(answer)}
      </p>
    </>
  );
}

function announce({ submission, failure }: AnswerState): string {
  if (failure !== null) return `Your answer was not checked. ${failureWords(failure)}`;
  return submission === null ? "" : announceVerdict(submission);
}

/** All of the tab was handed in, so PostgreSQL's position is one in the tab. */
function markOf(submission: Submission): EditorError | null {
  const position = blockingCheck(submission)?.error?.position;
  return position === undefined ? null : { sent: { sql: submission.sql, offset: 0, firstLine: 1 }, position };
}
