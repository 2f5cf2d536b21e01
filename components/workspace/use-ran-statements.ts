"use client";

import { listRanStatements } from "@/components/workspace/session-api";
import { useLoaded } from "@/components/workspace/use-loaded";

/** What was run in a session, the newest first; asked for again whenever `version` is another one. */
export function useRanStatements(sessionId: string, version: unknown = null) {
  const { loaded: statements, error, load } = useLoaded(listRanStatements, sessionId, version);
  return { statements, error, load };
}
