"use client";

import { useEffect, useState } from "react";
import { readComparison } from "@/components/answer/answer-api";
import { asSessionApiError, type SessionApiError } from "@/components/workspace/session-api-error";
import type { SolutionComparison } from "@/lib/schemas/solution-comparison";

/** One's newest right answer beside the reference; asked for again whenever `version` is another one. */
export function useComparison(sessionId: string, version: string | null) {
  const [comparison, setComparison] = useState<SolutionComparison | null>(null);
  const [error, setError] = useState<SessionApiError | null>(null);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking, and each version, asks again.
  useEffect(() => {
    let isOutdated = false;
    setError(null);
    readComparison(sessionId).then(
      (loaded) => (isOutdated ? undefined : setComparison(loaded)),
      (thrown: unknown) => (isOutdated ? undefined : setError(asSessionApiError(thrown))),
    );
    return () => {
      isOutdated = true;
    };
  }, [sessionId, asked, version]);
  return { comparison, error, load: () => setAsked((current) => current + 1) };
}
