const hourMs = 60 * 60 * 1000;
const soonMs = 24 * hourMs;

interface SessionEndWords {
  /** Within a day. */
  isSoon: boolean;
  words: string;
}

interface SessionEnd {
  /** ISO 8601: when the session ends if nobody uses it. */
  expiresAt: string;
  now: Date;
  /** The reader's own where it is left out. */
  timeZone?: string;
}

/** "kept until 30 Nov", and in the last day "ends tomorrow 14:00". */
export function sessionEndWords({ expiresAt, now, timeZone }: SessionEnd): SessionEndWords {
  const end = new Date(expiresAt);
  const leftMs = end.getTime() - now.getTime();
  if (leftMs > soonMs) return { isSoon: false, words: `kept until ${dateWords(end, timeZone)}` };
  if (leftMs <= 0) return { isSoon: true, words: "ends now" };
  const time = end.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });
  const isToday = dateWords(end, timeZone) === dateWords(now, timeZone);
  return { isSoon: true, words: `ends ${isToday ? "today" : "tomorrow"} ${time}` };
}

/** "30 Nov" */
export function dateWords(date: Date, timeZone?: string): string {
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone });
}
