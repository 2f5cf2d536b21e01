"use client";

import { useEffect, useState } from "react";
import { sessionEndWords } from "@/components/shell/session-end-words";
import type { SessionView } from "@/components/workspace/session-view";

/**
 * When the session ends, where that is within a day. An open page prolongs it, so this is seen only where the page could
 * not: nothing is said before the session's first event has told the new end.
 */
export function useEndsSoon({ session, sleepsAfterMs }: SessionView): string | null {
  const expiresAt = sleepsAfterMs === null || session === null ? null : session.expiresAt;
  const isKept = session?.state === "ready" || session?.state === "hibernated";
  const [isSoon, setSoon] = useState(false);
  useEffect(() => {
    setSoon(expiresAt !== null && sessionEndWords({ expiresAt, now: new Date() }).isSoon);
  }, [expiresAt]);
  return isKept && isSoon ? expiresAt : null;
}
