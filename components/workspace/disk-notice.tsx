"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { browserStorage, readKept, writeKept } from "@/components/workspace/draft";

interface DiskNoticeProps {
  sessionId: string;
  /** ISO 8601. */
  sleptAt: string;
}

/** Why the database fell asleep while somebody was at work in it, and what to do about it. Once read, it is not said again. */
export function DiskNotice({ sessionId, sleptAt }: DiskNoticeProps) {
  const key = `carrel:disk-sleep-read:${sessionId}`;
  const [isShown, setShown] = useState(() => readKept(browserStorage(), key) !== sleptAt);
  if (!isShown) return null;
  const dismiss = () => {
    setShown(false);
    writeKept(browserStorage(), key, sleptAt);
  };
  return (
    <div
      role="note"
      className="flex shrink-0 items-start gap-2 border-b border-l-2 border-l-warn bg-raised py-3 pr-2 pl-4"
    >
      <div className="min-w-0 flex-1">
        <p className="font-medium">Your database was put to sleep, because its disk is full.</p>
        <p className="mt-0.5 max-w-prose text-ink-muted">
          A client of yours wrote on after it had reached the limit. What was committed is safe, and the database wakes
          when you run something. Make room first: TRUNCATE or DROP a table that you do not need, or reset the data.
        </p>
      </div>
      <IconButton size="sm" label="Dismiss" icon={<X aria-hidden />} onClick={dismiss} />
    </div>
  );
}
