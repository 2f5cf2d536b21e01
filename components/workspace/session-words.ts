import { queueWords } from "@/components/shell/queue-words";
import type { StatusTone } from "@/components/ui/status-dot";
import { isWaking, type SessionView } from "@/components/workspace/session-view";
import type { StartStage } from "@/lib/schemas/session";

interface SessionWords {
  tone: StatusTone;
  words: string;
  /** What follows the words where there is room, with its punctuation. */
  more?: string;
}

/** The container's life as one dot and a few words. */
export function describeSession(view: SessionView): SessionWords {
  const { session, stage, failure, online } = view;
  if (!online) return { tone: "off", words: "offline", more: ", nothing is lost" };
  if (session === null) return failure === null ? { tone: "busy", words: "starting" } : refusedWords(failure.code);
  switch (session.state) {
    case "queued":
      return { tone: "waiting", words: queueWords(session.queuePosition) };
    case "starting":
      return { tone: "busy", words: startVerb(view), more: stage === null ? "" : `: ${stageWords[stage]}` };
    case "ready":
      return { tone: "ready", words: "ready" };
    case "hibernated":
      return { tone: "asleep", words: "asleep", more: ", wakes when you run" };
    case "ended":
      return { tone: "off", words: view.hasLeftQueue ? "not started" : "ended" };
    case "failed":
      return { tone: "failed", words: isLost(view) ? "lost" : "failed" };
  }
}

const stageWords: Record<StartStage, string> = {
  container: "container",
  postgres: "PostgreSQL",
  access: "opening",
};

/** A start that was not let in; nothing broke. */
const refusals = ["too_many_sessions", "capacity_full", "starts_refused", "rate_limited", "template_unavailable"];

export function isRefusal(code: string): boolean {
  return refusals.includes(code);
}

/** What was in it is gone, and not because anybody ended it. */
export function isLost({ session, failure }: Pick<SessionView, "session" | "failure">): boolean {
  return session?.state === "failed" && failure?.code === "session_failed";
}

/** What the button says that starts anew. */
export function startLabel(view: SessionView): string {
  if (isLost(view)) return "Start with fresh data";
  return view.session?.state === "ended" ? "Start again" : "Try again";
}

function refusedWords(code: string): SessionWords {
  return isRefusal(code) ? { tone: "off", words: "not started" } : { tone: "failed", words: "failed" };
}

function startVerb(view: SessionView): string {
  return isWaking(view) ? "waking" : "starting";
}

/** What a ready session's few words leave out: "sleeps 30 min after you leave". */
export function sleepWords({ session, sleepsAfterMs, online }: SessionView): string | null {
  if (!online || session?.state !== "ready" || sleepsAfterMs === null) return null;
  return `sleeps ${durationWords(sleepsAfterMs)} after you leave`;
}

/** "40 s", "30 min", "2 h": a setting, so it is round. */
export function durationWords(durationMs: number): string {
  const minutes = durationMs / 60_000;
  if (minutes < 1) return `${Math.round(durationMs / 1_000)} s`;
  if (minutes < 120) return `${Math.round(minutes)} min`;
  return `${Math.round(minutes / 60)} h`;
}

/** Why a run that was asked for is not running yet; null where it runs. */
export function runWaitWords({ session, hasRun }: Pick<SessionView, "session" | "hasRun">): string | null {
  switch (session?.state) {
    case "queued":
      return "waits for your place";
    case "hibernated":
      return "waking your database…";
    case "starting":
      return hasRun === true ? "waking your database…" : "waits for your database";
    case undefined:
      return "waits for your database";
    default:
      return null;
  }
}
