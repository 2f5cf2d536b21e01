"use client";

import { useEffect, useState } from "react";
import { sessionEndWords } from "@/components/shell/session-end-words";

interface SessionEndProps {
  /** ISO 8601. */
  expiresAt: string;
}

/** "kept until 30 Nov"; in the last day in amber, "ends tomorrow 14:00". Kept true while the page is open. */
export function SessionEnd({ expiresAt }: SessionEndProps) {
  // Only the browser knows the reader's time zone, so the server says nothing.
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  if (now === null) return null;
  const { isSoon, words } = sessionEndWords({ expiresAt, now });
  return (
    <time
      dateTime={expiresAt}
      title={new Date(expiresAt).toLocaleString()}
      className={isSoon ? "font-medium text-warn" : undefined}
    >
      {words}
    </time>
  );
}
