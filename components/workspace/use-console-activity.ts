"use client";

import { useCallback, useEffect, useState } from "react";
import { loadPart } from "@/components/http/load-part";
import type { ConsoleLookout } from "@/components/workspace/console-lookout";
import type { PageDoing, SeenConsoles } from "@/components/workspace/seen-consoles";
import { cancelQuery, readConsoles } from "@/components/workspace/session-api";
import type { ConsoleName } from "@/lib/schemas/query";

const nothingSeen: SeenConsoles = { consoles: null, seenAtMs: 0, earlierRuns: {} };

interface ActivityOptions extends PageDoing {
  /** A run that this page did not begin is over. Stays the same function. */
  onEarlierOver: () => void;
}

/** What the consoles do, who waits for whom, and what runs in them that this page did not begin. */
export function useConsoleActivity({ sessionId, desks, onEarlierOver }: ActivityOptions) {
  const [seen, setSeen] = useState(nothingSeen);
  const [lookout, setLookout] = useState<ConsoleLookout | null>(null);

  useEffect(() => {
    let isGone = false;
    let leave = () => {
      isGone = true;
    };
    loadPart(() => import("@/components/workspace/console-lookout")).then(
      ({ ConsoleLookout }) => {
        if (isGone) return;
        const options = { read: readConsoles, cancel: cancelQuery, onSeen: setSeen, onOver: onEarlierOver };
        const opened = new ConsoleLookout(options);
        leave = opened.attend();
        setLookout(opened);
      },
      // The page works without it; it only tells less.
      () => undefined,
    );
    return () => leave();
  }, [onEarlierOver]);

  // At every change of what the page does, which is told apart there.
  useEffect(() => lookout?.tell({ sessionId, desks }));

  const stopEarlier = useCallback((name: ConsoleName) => void lookout?.stop(name), [lookout]);
  return { seen, stopEarlier };
}
