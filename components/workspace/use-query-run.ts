"use client";

import { useCallback, useEffect, useState } from "react";
import type { SentSql } from "@/components/sql-editor/sent-sql";
import { cancelQuery, runQuery } from "@/components/workspace/session-api";
import type { SessionApiError } from "@/components/workspace/session-api-error";
import type { QueryResponse } from "@/lib/schemas/query";

export type RunOutcome =
  | { kind: "answered"; sent: SentSql; response: QueryResponse }
  | { kind: "refused"; error: SessionApiError };

interface QueryRunOptions {
  /** Null while there is no session yet: a run waits for it. */
  sessionId: string | null;
  maxRows: number;
  learnFrom: (error: unknown) => SessionApiError;
}

export interface QueryRun {
  isRunning: boolean;
  isStopping: boolean;
  /** The last one stays to be read until the next is there. */
  outcome: RunOutcome | null;
  run: (sent: SentSql) => void;
  stop: () => void;
}

/** One run at a time. */
export function useQueryRun({ sessionId, maxRows, learnFrom }: QueryRunOptions): QueryRun {
  const [wanted, setWanted] = useState<{ sent: SentSql; maxRows: number } | null>(null);
  const [isStopping, setStopping] = useState(false);
  const [outcome, setOutcome] = useState<RunOutcome | null>(null);

  useEffect(() => {
    if (wanted === null || sessionId === null) return;
    const { sent, maxRows } = wanted;
    const controller = new AbortController();
    const settle = (next: RunOutcome) => {
      if (controller.signal.aborted) return;
      setOutcome(next);
      setWanted(null);
      setStopping(false);
    };
    runQuery(sessionId, { sql: sent.sql, console: "main", maxRows }, controller.signal).then(
      (response) => settle({ kind: "answered", sent, response }),
      (thrown: unknown) => {
        if (!controller.signal.aborted) settle({ kind: "refused", error: learnFrom(thrown) });
      },
    );
    return () => controller.abort();
  }, [wanted, sessionId, learnFrom]);

  const run = useCallback((sent: SentSql) => setWanted((current) => current ?? { sent, maxRows }), [maxRows]);

  const stop = useCallback(() => {
    const giveUp = () => {
      setWanted(null);
      setStopping(false);
    };
    if (sessionId === null) return giveUp();
    setStopping(true);
    cancelQuery(sessionId).then(
      // Nothing ran yet: the query still waits for its container, and nobody waits for its answer any more.
      (cancelled) => (cancelled ? undefined : giveUp()),
      (thrown: unknown) => {
        learnFrom(thrown);
        setStopping(false);
      },
    );
  }, [sessionId, learnFrom]);

  return { isRunning: wanted !== null, isStopping, outcome, run, stop };
}
