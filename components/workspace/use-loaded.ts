"use client";

import { useCallback, useEffect, useState } from "react";
import { asSessionApiError, type SessionApiError } from "@/components/workspace/session-api-error";

/**
 * What Carrel says of a session; asked for again whenever `version` is another one, and by `load`. What was there stays until
 * the new answer is. @param read the same function each time
 */
export function useLoaded<T>(read: (sessionId: string) => Promise<T>, sessionId: string, version: unknown) {
  const [loaded, setLoaded] = useState<T | null>(null);
  const [error, setError] = useState<SessionApiError | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try, and each version, asks again.
  useEffect(() => {
    let isOutdated = false;
    const settle = (answer: T | null, failure: SessionApiError | null) => {
      if (isOutdated) return;
      if (failure === null) setLoaded(() => answer);
      setError(failure);
    };
    read(sessionId).then(
      (answer) => settle(answer, null),
      (thrown: unknown) => settle(null, asSessionApiError(thrown)),
    );
    return () => {
      isOutdated = true;
    };
  }, [read, sessionId, tries, version]);
  const load = useCallback(() => setTries((current) => current + 1), []);
  return { loaded, error, load };
}
