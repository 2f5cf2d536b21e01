"use client";

import { useEffect, useState } from "react";
import { browserStorage, readKept, writeKept } from "@/components/workspace/draft";

interface SecondConsoleOptions {
  userId: string;
  exerciseId: string;
  /** The exercise is about two who are at work at once. */
  isExpected: boolean;
}

/** Whether the second console stands beside the first: where the exercise is about that, or the student opened it. */
export function useSecondConsole({ userId, exerciseId, isExpected }: SecondConsoleOptions) {
  const key = `carrel:second-console:${encodeURIComponent(userId)}:${encodeURIComponent(exerciseId)}`;
  const [isOpen, setOpen] = useState(isExpected);

  // A server does not know what this browser keeps.
  useEffect(() => {
    const kept = readKept(browserStorage(), key);
    if (kept !== null) setOpen(kept === "open");
  }, [key]);

  const change = (next: boolean) => {
    setOpen(next);
    writeKept(browserStorage(), key, next ? "open" : "closed");
  };
  return { isOpen, change };
}
