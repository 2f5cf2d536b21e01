"use client";

import { useEffect, useState } from "react";
import type { SentSql } from "@/components/sql-editor/sent-sql";
import { useConsoleName } from "@/components/workspace/console-context";
import { cancelQuery, explainSql } from "@/components/workspace/session-api";
import type { SessionApiError } from "@/components/workspace/session-api-error";
import type { ExplainBody, Explanation } from "@/lib/schemas/plan";

/** By the statement that was asked for: where another layout draws the panel anew, nothing runs again for it. */
const kept = new WeakMap<SentSql, Record<string, Answer>>();

type Answer = { explanation: Explanation } | { failure: SessionApiError };

interface ExplanationOptions extends Pick<ExplainBody, "analyze" | "format"> {
  sessionId: string;
  sent: SentSql;
  learnFrom: (error: unknown) => SessionApiError;
}

/** Asks for the plan of one statement in one way; what was asked before is kept, so that nothing runs again by looking at it. */
export function useExplanation({ sessionId, sent, analyze, format, learnFrom }: ExplanationOptions) {
  const console = useConsoleName();
  const [answers, setAnswers] = useState<Record<string, Answer>>(kept.get(sent) ?? {});
  const way = `${analyze} ${format}`;
  const answer = answers[way] ?? null;
  const isKnown = answer !== null;

  useEffect(() => {
    if (isKnown) return;
    const controller = new AbortController();
    const settle = (next: Answer) => {
      const all = { ...kept.get(sent), [way]: next };
      kept.set(sent, all);
      setAnswers(all);
    };
    explainSql(sessionId, { sql: sent.sql, console, analyze, format }, controller.signal).then(
      (explanation) => (controller.signal.aborted ? undefined : settle({ explanation })),
      (thrown: unknown) => (controller.signal.aborted ? undefined : settle({ failure: learnFrom(thrown) })),
    );
    return () => controller.abort();
  }, [sessionId, console, sent, analyze, format, way, isKnown, learnFrom]);

  const again = () => {
    kept.delete(sent);
    setAnswers({});
  };
  /** The statement's error is the answer then; where it did not begin yet, it goes on. */
  const stop = () => cancelQuery(sessionId, console).catch(learnFrom);
  return { answer, again, stop };
}
