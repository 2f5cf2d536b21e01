"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { RanStatements } from "@/components/workspace/ran-statements";

interface WhatYouRanProps {
  sessionId: string;
  onCopy: (sql: string) => void;
}

/** Shut until it is wanted; what was run is asked for when it opens. */
export function WhatYouRan({ sessionId, onCopy }: WhatYouRanProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className="group/ran mt-3">
      <summary className="flex w-fit list-none items-center gap-1 rounded font-medium text-accent">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/ran:rotate-90" />
        What you ran
      </summary>
      <div className="mt-2 max-w-3xl">{isOpen ? <RanStatements sessionId={sessionId} onCopy={onCopy} /> : null}</div>
    </details>
  );
}
