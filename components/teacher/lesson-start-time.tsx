"use client";

import { useEffect, useState } from "react";
import { formatLessonTime } from "@/components/teacher/lesson-time";

interface LessonTimeProps {
  /** ISO 8601. */
  startsAt: string;
}

/** "10:00 today". Only the browser knows the reader's time zone, so the words come with it. */
export function LessonTime({ startsAt }: LessonTimeProps) {
  const [words, setWords] = useState("");
  useEffect(() => {
    const write = () => setWords(formatLessonTime(new Date(startsAt), new Date()));
    write();
    // "tomorrow" becomes "today" while the page is open.
    const timer = setInterval(write, 60_000);
    return () => clearInterval(timer);
  }, [startsAt]);
  return <time dateTime={startsAt}>{words}</time>;
}
