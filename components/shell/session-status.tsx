import { queueWords } from "@/components/shell/queue-words";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import type { Session, SessionState } from "@/lib/schemas/session";

interface SessionStatusProps {
  session: Pick<Session, "state" | "queuePosition">;
}

/** The life of a container in one dot and a word or two. */
export function SessionStatus({ session }: SessionStatusProps) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-sm text-ink-muted">
      <StatusDot tone={tones[session.state]} />
      {describeState(session)}
    </span>
  );
}

const tones: Record<SessionState, StatusTone> = {
  queued: "waiting",
  starting: "busy",
  ready: "ready",
  hibernated: "asleep",
  ended: "off",
  failed: "failed",
};

const words: Record<Exclude<SessionState, "queued">, string> = {
  starting: "starting",
  ready: "ready",
  hibernated: "asleep",
  ended: "ended",
  failed: "failed",
};

function describeState({ state, queuePosition }: SessionStatusProps["session"]): string {
  return state === "queued" ? queueWords(queuePosition) : words[state];
}
