"use client";

import { useEffect, useState } from "react";
import { formatElapsed } from "@/components/shell/format-elapsed";

interface ElapsedTimeProps {
  /** ISO 8601. */
  since: string;
}

/** "9 min": how long ago, kept true while the page is open. The exact time is its title. */
export function ElapsedTime({ since }: ElapsedTimeProps) {
  const [now, setNow] = useState(() => Date.now());
  const [exactTime, setExactTime] = useState<string>();
  useEffect(() => {
    // Only the browser knows the reader's time zone.
    setExactTime(new Date(since).toLocaleString());
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, [since]);
  return (
    // A minute may end between the server's drawing and the browser's.
    <time dateTime={since} title={exactTime} className="tabular-nums" suppressHydrationWarning>
      {formatElapsed(now - Date.parse(since))}
    </time>
  );
}
