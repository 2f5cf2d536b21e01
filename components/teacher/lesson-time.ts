/** "10:00 today", "10:00 tomorrow", "Mon, Nov 27, 10:00", in the reader's own way of writing times. */
export function formatLessonTime(startsAt: Date, now: Date): string {
  const time = startsAt.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  if (isSameDay(startsAt, now)) return `${time} today`;
  if (isSameDay(startsAt, tomorrow)) return `${time} tomorrow`;
  const day = startsAt.toLocaleDateString([], { weekday: "short", day: "numeric", month: "short" });
  return `${day}, ${time}`;
}

const quarterMs = 15 * 60_000;

/** The next full quarter of an hour. */
export function nextQuarter(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + 1) / quarterMs) * quarterMs);
}

/** A time as an input of type "datetime-local" takes it: the reader's own, without a zone. */
export function toLocalInput(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
