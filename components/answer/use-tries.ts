"use client";

import { listSubmissions } from "@/components/answer/answer-api";
import { useLoaded } from "@/components/workspace/use-loaded";

/** One's own answers to the session's exercise, the newest first; asked for again whenever `version` is another one. */
export function useTries(sessionId: string, version: string | null) {
  const { loaded: tries, error, load } = useLoaded(listSubmissions, sessionId, version);
  return { tries, error, load };
}
