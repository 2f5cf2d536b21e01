import { blockingCheck } from "@/components/answer/verdict-story";
import type { Submission } from "@/lib/schemas/submission";

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** "incorrect: 3 rows too many", PostgreSQL's own words for an error. */
export function outcomeWords(submission: Pick<Submission, "verdict" | "checks">): string {
  const { verdict } = submission;
  const message = blockingCheck(submission)?.message;
  return message === undefined ? verdict : `${verdict}: ${message.replace(/\.$/, "")}`;
}

/** The day is told where it is not today. */
export function tryTime(createdAt: string, now: Date): string {
  const moment = new Date(createdAt);
  return (moment.toDateString() === now.toDateString() ? time : dayAndTime).format(moment);
}
