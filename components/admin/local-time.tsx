"use client";

import { useSyncExternalStore } from "react";

interface LocalTimeProps {
  /** ISO 8601. */
  at: string;
  seconds?: boolean;
}

/** A time of day as the reader's clock has it, with the date where it is not today. The exact time is its title. */
export function LocalTime({ at, seconds = false }: LocalTimeProps) {
  // Only the browser knows the reader's time zone, so the server draws UTC.
  const inBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const date = new Date(at);
  return (
    <time dateTime={at} title={inBrowser ? date.toLocaleString() : at} className="whitespace-nowrap tabular-nums">
      {inBrowser ? describe(date, seconds) : `${at.slice(11, seconds ? 19 : 16)} UTC`}
    </time>
  );
}

function describe(date: Date, seconds: boolean): string {
  const style = { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined } as const;
  const time = date.toLocaleTimeString(undefined, style);
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${date.toLocaleDateString(undefined, { day: "numeric", month: "short" })}, ${time}`;
}
