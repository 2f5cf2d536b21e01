import { queueWords } from "@/components/shell/queue-words";
import type { SessionView } from "@/components/workspace/session-view";

interface Absence {
  view: Pick<SessionView, "session">;
  /** Until the session falls asleep; null before that is known. */
  sleepsInMs: number | null;
  /** The student waited for this session and has not seen yet that it is there. */
  isNews: boolean;
}

const minuteMs = 60_000;
const warnBeforeMs = 5 * minuteMs;

/** What the title of a tab that nobody sees says before the page's own; null where there is nothing to say. */
export function absenceWords({ view: { session }, sleepsInMs, isNews }: Absence): string | null {
  switch (session?.state) {
    case "queued":
      return queueWords(session.queuePosition);
    case "hibernated":
      return "Asleep";
    case "ended":
      return "Ended";
    case "failed":
      return "Failed";
    case "ready":
      return sleepWords(sleepsInMs) ?? (isNews ? "Ready" : null);
    default:
      return null;
  }
}

/** How near a session that nobody uses is to its sleep. */
export function sleepPhase(sleepsInMs: number | null): "awake" | "drowsy" | "asleep" {
  if (sleepsInMs === null || sleepsInMs > warnBeforeMs) return "awake";
  return sleepsInMs > 0 ? "drowsy" : "asleep";
}

function sleepWords(sleepsInMs: number | null): string | null {
  if (sleepsInMs === null || sleepsInMs > warnBeforeMs) return null;
  if (sleepsInMs <= 0) return "Asleep";
  return `Sleeps in ${Math.ceil(sleepsInMs / minuteMs)} min`;
}

/** When the words change next, from now; null where time alone changes nothing. */
export function nextChangeMs(sleepsInMs: number | null): number | null {
  if (sleepsInMs === null || sleepsInMs <= 0) return null;
  if (sleepsInMs > warnBeforeMs) return sleepsInMs - warnBeforeMs;
  return sleepsInMs % minuteMs || minuteMs;
}
