"use client";

import { useEffect, useState } from "react";
import { listRanStatements } from "@/components/workspace/session-api";
import { asSessionApiError, type SessionApiError } from "@/components/workspace/session-api-error";
import type { RanStatement } from "@/lib/schemas/statement-history";

/** What was run in a session, the newest first; asked for again whenever `version` is another one. */
export function useRanStatements(sessionId: string, version: unknown = null) {
  const [statements, setStatements] = useState<RanStatement[] | null>(null);
  const [error, setError] = useState<SessionApiError | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try, and each version, asks again.
  useEffect(() => {
    let isOutdated = false;
    setError(null);
    listRanStatements(sessionId).then(
      (loaded) => (isOutdated ? undefined : setStatements(loaded)),
      (thrown: unknown) => (isOutdated ? undefined : setError(asSessionApiError(thrown))),
    );
    return () => {
      isOutdated = true;
    };
  }, [sessionId, tries, version]);
  return { statements, error, load: () => setTries((current) => current + 1) };
}
