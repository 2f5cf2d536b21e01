"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { browserStorage, readKept, writeKept } from "@/components/workspace/draft";
import { standingAfter, type TransactionStanding } from "@/components/workspace/transaction-standing";
import type { ConsoleName, QueryResponse } from "@/lib/schemas/query";
import type { Session } from "@/lib/schemas/session";

interface TransactionOptions {
  session: Pick<Session, "id" | "state"> | null;
  console: ConsoleName;
}

/**
 * How the console's transaction stands. Carrel tells it after each run, and a console is shared by all tabs of a browser,
 * so it is kept in the browser's storage: a reload, and another tab, know it at once.
 */
export function useTransaction({ session, console }: TransactionOptions) {
  const sessionId = session?.id ?? null;
  const state = session?.state ?? null;
  const key = sessionId === null ? null : `carrel:transaction:${sessionId}:${console}`;
  const [standing, setStanding] = useState<TransactionStanding>("idle");
  const current = useRef<TransactionStanding>("idle");

  const change = useCallback(
    (next: TransactionStanding) => {
      current.current = next;
      setStanding(next);
      if (key !== null) writeKept(browserStorage(), key, next === "idle" ? null : next);
    },
    [key],
  );

  useEffect(() => {
    const read = () => {
      current.current = toStanding(key === null ? null : readKept(browserStorage(), key));
      setStanding(current.current);
    };
    const onStorage = (event: StorageEvent) => {
      if (event.key === key) read();
    };
    read();
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
  }, [key]);

  // A container that stops, or is made anew, takes every connection along.
  useEffect(() => {
    if (state === "ready" || state === null) return;
    if (current.current === "open" || current.current === "failed") change("lost");
  }, [state, change]);

  const learn = useCallback((response: QueryResponse) => change(standingAfter(current.current, response)), [change]);
  const forget = useCallback(() => change("idle"), [change]);
  /** PostgreSQL's own word, where something else than this page may have begun or ended it. That one was lost it does not say. */
  const see = useCallback(
    (state: "idle" | "open" | "failed") => {
      if (current.current === "lost" && state === "idle") return;
      if (current.current !== state) change(state);
    },
    [change],
  );
  return { standing, learn, forget, see };
}

function toStanding(kept: string | null): TransactionStanding {
  return kept === "open" || kept === "failed" || kept === "lost" ? kept : "idle";
}
