"use client";

import { readComparison } from "@/components/answer/answer-api";
import { useLoaded } from "@/components/workspace/use-loaded";

/** One's newest right answer beside the reference; asked for again whenever `version` is another one. */
export function useComparison(sessionId: string, version: string | null) {
  const { loaded: comparison, error, load } = useLoaded(readComparison, sessionId, version);
  return { comparison, error, load };
}
