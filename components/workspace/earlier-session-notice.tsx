"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { earlierSessionWords } from "@/components/workspace/earlier-session-words";
import { WhatYouRan } from "@/components/workspace/what-you-ran";
import type { EarlierSession } from "@/lib/schemas/statement-history";

interface EarlierSessionNoticeProps {
  earlier: EarlierSession;
  onCopy: (sql: string) => void;
}

/** Said once, when a fresh database takes the place of one that went without its student. */
export function EarlierSessionNotice({ earlier, onCopy }: EarlierSessionNoticeProps) {
  const [isShown, setShown] = useState(true);
  if (!isShown) return null;
  return (
    <div
      role="note"
      className="flex shrink-0 items-start gap-2 border-b bg-raised py-3 pr-2 pl-4 max-md:max-h-[50dvh] max-md:overflow-y-auto"
    >
      <div className="min-w-0 flex-1">
        <p className="max-w-prose">{earlierSessionWords(earlier)} This one is fresh.</p>
        <WhatYouRan sessionId={earlier.id} onCopy={onCopy} />
      </div>
      <IconButton size="sm" label="Dismiss" icon={<X aria-hidden />} onClick={() => setShown(false)} />
    </div>
  );
}
