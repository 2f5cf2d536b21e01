import { dateWords } from "@/components/shell/session-end-words";
import type { EarlierSession } from "@/lib/schemas/statement-history";

/** What became of the database that the student had here before. */
export function earlierSessionWords({ reason, endedAt, retentionDays }: EarlierSession, timeZone?: string): string {
  const day = dateWords(new Date(endedAt), timeZone);
  switch (reason) {
    case "retention":
      return `Your earlier database ended on ${day} after ${retentionDays === 1 ? "a day" : `${retentionDays} days`} without use.`;
    case "lost":
      return "Your earlier database was lost: its container was removed from outside Carrel.";
    case "teacher":
      return `Your earlier database was ended by your teacher on ${day}.`;
    case "admin":
      return `Your earlier database was ended by an administrator on ${day}.`;
  }
}
