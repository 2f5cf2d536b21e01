"use client";

import { useEffect, useState } from "react";

/** How old something is that was so old at a moment of `performance.now()`; kept true each second. */
export function useAge(ageMs: number, seenAtMs: number): number {
  const [now, setNow] = useState(seenAtMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return ageMs + Math.max(0, now - seenAtMs);
}
