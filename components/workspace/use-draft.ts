"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { browserStorage, draftKey, readDraft, writeDraft } from "@/components/workspace/draft";

interface DraftOptions {
  userId: string;
  exerciseId: string;
  starterSql: string | null;
}

const writeDelayMs = 300;

/** What is typed, kept in this browser a moment after each pause and whenever the page is left. */
export function useDraft({ userId, exerciseId, starterSql }: DraftOptions) {
  const key = draftKey({ userId, exerciseId });
  const [initialSql] = useState(() =>
    typeof window === "undefined" ? (starterSql ?? "") : readDraft(browserStorage(), key, starterSql),
  );
  const [isKept, setKept] = useState(true);
  const pending = useRef<string>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (pending.current === null) return;
    setKept(writeDraft(browserStorage(), key, pending.current));
    pending.current = null;
  }, [key]);

  const keep = useCallback(
    (sql: string) => {
      pending.current = sql;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, writeDelayMs);
    },
    [flush],
  );

  useEffect(() => {
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [flush]);

  return { initialSql, isKept, keep };
}
