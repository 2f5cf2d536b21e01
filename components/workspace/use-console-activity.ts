"use client";

import { useEffect, useState } from "react";
import { readConsoles } from "@/components/workspace/session-api";
import type { ConsoleActivity } from "@/lib/schemas/console-activity";

interface ActivityOptions {
  /** Null where there is nothing to see: one console alone, no transaction, or no database that is awake. */
  sessionId: string | null;
  isRunning: boolean;
  /** Another one says that something has run since. */
  version: unknown;
}

export interface SeenConsoles {
  consoles: ConsoleActivity[];
  /** By this browser's own clock, `performance.now()`. */
  seenAtMs: number;
}

/** What is over sooner waits for nobody. */
const firstLookMs = 250;
const lookAgainMs = 1_000;

/** What the consoles do and who waits for whom: looked at while something runs, and once when it is over. */
export function useConsoleActivity({ sessionId, isRunning, version }: ActivityOptions): SeenConsoles | null {
  const [seen, setSeen] = useState<SeenConsoles | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each version looks again.
  useEffect(() => {
    if (sessionId === null) return setSeen(null);
    let isOutdated = false;
    let timer: ReturnType<typeof setTimeout>;
    const tell = (next: SeenConsoles | null) => (isOutdated ? undefined : setSeen(next));
    const look = async () => {
      if (!document.hidden) {
        await readConsoles(sessionId).then(
          (consoles) => tell({ consoles, seenAtMs: performance.now() }),
          // What was seen before is not true any more; the run itself tells what is the matter.
          () => tell(null),
        );
      }
      if (!isOutdated && isRunning) timer = setTimeout(look, lookAgainMs);
    };
    timer = setTimeout(look, isRunning ? firstLookMs : 0);
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [sessionId, isRunning, version]);

  return seen;
}
