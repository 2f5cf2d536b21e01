"use client";

import { useEffect, useState } from "react";
import { listSubmissions } from "@/components/answer/answer-api";
import { asSessionApiError, type SessionApiError } from "@/components/workspace/session-api-error";
import type { Submission } from "@/lib/schemas/submission";

/** One's own answers to the session's exercise, the newest first; asked for again whenever `version` is another one. */
export function useTries(sessionId: string, version: string | null) {
  const [tries, setTries] = useState<Submission[] | null>(null);
  const [error, setError] = useState<SessionApiError | null>(null);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking, and each version, asks again.
  useEffect(() => {
    let isOutdated = false;
    setError(null);
    listSubmissions(sessionId).then(
      (loaded) => (isOutdated ? undefined : setTries(loaded)),
      (thrown: unknown) => (isOutdated ? undefined : setError(asSessionApiError(thrown))),
    );
    return () => {
      isOutdated = true;
    };
  }, [sessionId, asked, version]);
  return { tries, error, load: () => setAsked((current) => current + 1) };
}
