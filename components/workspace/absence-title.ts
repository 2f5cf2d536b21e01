"use client";

import { useEffect, useRef, useState } from "react";
import { absenceWords, nextChangeMs, sleepPhase } from "@/components/workspace/absence-words";
import type { SessionView } from "@/components/workspace/session-view";

interface AbsenceTitleProps {
  view: SessionView;
  /** Asks, without waking it, how long the session has been idle; null where nobody can tell. */
  look: () => Promise<number | null>;
}

/**
 * A tab that nobody sees hears nothing of its session. It counts by itself, asks before it says so, and tells in its
 * title that the session will fall asleep, or has. Draws nothing.
 */
export function AbsenceTitle({ view, look }: AbsenceTitleProps): null {
  /** When the session was used last, as far as this tab knows; null while the tab is seen. */
  const [usedAt, setUsedAt] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  const [isNews, setNews] = useState(false);
  const ownTitle = useRef("");
  const state = view.session?.state;

  useEffect(() => {
    const onChange = () => {
      if (document.hidden) ownTitle.current = document.title;
      else document.title = ownTitle.current;
      setNow(Date.now());
      setUsedAt(document.hidden ? Date.now() : null);
      setNews(false);
    };
    // Opened in the background, the tab has never been seen.
    if (document.hidden) onChange();
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);

  const isAway = usedAt !== null;
  const sleepsInMs = !isAway || view.sleepsAfterMs === null ? null : usedAt + view.sleepsAfterMs - now;
  const words = isAway ? absenceWords({ view, sleepsInMs, isNews }) : null;
  const phase = state === "ready" ? sleepPhase(sleepsInMs) : "awake";

  useEffect(() => {
    if (isAway) document.title = words === null ? ownTitle.current : `${words} · ${ownTitle.current}`;
  }, [isAway, words]);

  // From "queued" or "starting" to "ready" while nobody looks: that is what the student waits for in another tab.
  useEffect(() => {
    if (!isAway || (state !== "queued" && state !== "starting")) return;
    setNews(true);
    return () => {
      setUsedAt((current) => (current === null ? null : Date.now()));
      setNow(Date.now());
    };
  }, [isAway, state]);

  useEffect(() => {
    const delayMs = nextChangeMs(sleepsInMs);
    if (delayMs === null) return;
    const timer = setTimeout(() => setNow(Date.now()), delayMs);
    return () => clearTimeout(timer);
  }, [sleepsInMs]);

  // Another tab, or a query that runs for long, may have kept it awake.
  useEffect(() => {
    if (phase === "awake") return;
    let isOutdated = false;
    look().then((idleMs) => {
      if (isOutdated || idleMs === null) return;
      setUsedAt(Date.now() - idleMs);
      setNow(Date.now());
    });
    return () => {
      isOutdated = true;
    };
  }, [phase, look]);

  return null;
}
