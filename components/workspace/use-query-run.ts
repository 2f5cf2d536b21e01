"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { SentSql } from "@/components/sql-editor/sent-sql";
import { cancelQuery, runQuery } from "@/components/workspace/session-api";
import type { SessionApiError } from "@/components/workspace/session-api-error";
import type { ConsoleName, QueryResponse } from "@/lib/schemas/query";

export type RunOutcome =
  /** `number` tells one answer from the next. */
  | { kind: "answered"; number: number; sent: SentSql; response: QueryResponse }
  | { kind: "refused"; error: SessionApiError };

interface QueryRunOptions {
  console: ConsoleName;
  /** Null while there is no session yet: a run waits for it. */
  sessionId: string | null;
  /** A queue may be longer than any request waits, so a run waits for its end here. */
  isQueued: boolean;
  maxRows: number;
  learnFrom: (error: unknown) => SessionApiError;
  /** Told of each answer once, before it is shown. Stays the same function. */
  onAnswer: (response: QueryResponse) => void;
}

export interface QueryRun {
  isRunning: boolean;
  isStopping: boolean;
  /** The last one stays to be read until the next is there. */
  outcome: RunOutcome | null;
  run: (sent: SentSql) => void;
  stop: () => void;
}

interface WantedRun {
  sent: SentSql;
  maxRows: number;
  /** The session that it was sent to; null while it waits for one. */
  sessionId: string | null;
}

/** Answers of a session that waited for its place too long: nothing ran. */
const notYet = ["start_failed", "capacity_full"];

/** One run of a console at a time. Once sent it is never sent again by itself, lest it should run twice. */
export function useQueryRun(options: QueryRunOptions): QueryRun {
  const { console, sessionId, isQueued, maxRows, learnFrom, onAnswer } = options;
  const [wanted, setWanted] = useState<WantedRun | null>(null);
  const [isStopping, setStopping] = useState(false);
  const [outcome, setOutcome] = useState<RunOutcome | null>(null);
  const stillQueued = useRef(isQueued);
  const answers = useRef(0);

  useEffect(() => {
    stillQueued.current = isQueued;
    if (sessionId === null || isQueued) return;
    setWanted((current) => (current === null || current.sessionId !== null ? current : { ...current, sessionId }));
  }, [sessionId, isQueued]);

  useEffect(() => {
    if (wanted === null || wanted.sessionId === null) return;
    const { sent, maxRows } = wanted;
    const controller = new AbortController();
    const settle = (next: RunOutcome) => {
      setOutcome(next);
      setWanted(null);
      setStopping(false);
    };
    runQuery(wanted.sessionId, { sql: sent.sql, console, maxRows }, controller.signal).then(
      (response) => {
        if (controller.signal.aborted) return;
        onAnswer(response);
        answers.current += 1;
        settle({ kind: "answered", number: answers.current, sent, response });
      },
      (thrown: unknown) => {
        if (controller.signal.aborted) return;
        const error = learnFrom(thrown);
        if (stillQueued.current && notYet.includes(error.code)) setWanted({ ...wanted, sessionId: null });
        else settle({ kind: "refused", error });
      },
    );
    return () => controller.abort();
  }, [console, wanted, learnFrom, onAnswer]);

  const run = useCallback(
    (sent: SentSql) => {
      const target = isQueued ? null : sessionId;
      setWanted((current) => current ?? { sent, maxRows, sessionId: target });
    },
    [isQueued, sessionId, maxRows],
  );

  const sentTo = wanted?.sessionId ?? null;
  const stop = useCallback(() => {
    const giveUp = () => {
      setWanted(null);
      setStopping(false);
    };
    if (sentTo === null) return giveUp();
    setStopping(true);
    cancelQuery(sentTo, console).then(
      // Nothing ran yet: the query still waits for its container, and nobody waits for its answer any more.
      (cancelled) => (cancelled ? undefined : giveUp()),
      (thrown: unknown) => {
        learnFrom(thrown);
        setStopping(false);
      },
    );
  }, [console, sentTo, learnFrom]);

  return { isRunning: wanted !== null, isStopping, outcome, run, stop };
}
