"use client";

import { readHelp } from "@/components/answer/answer-api";
import { useLoaded } from "@/components/workspace/use-loaded";

/** What helps by now; asked for again whenever `version` is another one. */
export function useHelp(sessionId: string, version: string | null) {
  const { loaded: help, error, load } = useLoaded(readHelp, sessionId, version);
  return { help, error, load };
}
