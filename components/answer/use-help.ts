"use client";

import { useEffect, useState } from "react";
import { readHelp } from "@/components/answer/answer-api";
import { asSessionApiError, type SessionApiError } from "@/components/workspace/session-api-error";
import type { ExerciseHelp } from "@/lib/schemas/exercise-help";

/** What helps by now; asked for again whenever `version` is another one. */
export function useHelp(sessionId: string, version: string | null) {
  const [help, setHelp] = useState<ExerciseHelp | null>(null);
  const [error, setError] = useState<SessionApiError | null>(null);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking, and each version, asks again.
  useEffect(() => {
    let isOutdated = false;
    setError(null);
    readHelp(sessionId).then(
      (loaded) => (isOutdated ? undefined : setHelp(loaded)),
      (thrown: unknown) => (isOutdated ? undefined : setError(asSessionApiError(thrown))),
    );
    return () => {
      isOutdated = true;
    };
  }, [sessionId, asked, version]);
  return { help, error, load: () => setAsked((current) => current + 1) };
}
