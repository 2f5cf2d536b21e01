"use client";

import { useEffect, useState } from "react";

const tickMs = 100;

/** Milliseconds since `active` became true; 0 while it is false. */
export function useElapsed(active: boolean): number {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    if (!active) return;
    const since = performance.now();
    const timer = setInterval(() => setElapsedMs(performance.now() - since), tickMs);
    return () => {
      clearInterval(timer);
      setElapsedMs(0);
    };
  }, [active]);
  return elapsedMs;
}
