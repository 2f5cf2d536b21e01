import { watchEvents } from "@/components/http/watch-events";
import { sessionEventsUrl } from "@/components/workspace/session-api";
import type { SessionEvent, SessionState } from "@/lib/schemas/session";

interface WatchSessionOptions {
  sessionId: string;
  /** As far as is known when the watch begins. */
  state: SessionState;
  onEvent: (event: SessionEvent) => void;
  onLost: () => void;
}

/**
 * Listens to a session's events until the returned function is called. Of a session on its way also where nobody sees the
 * page: its place in the queue is kept while somebody listens.
 */
export function watchSession({ sessionId, state, onEvent, onLost }: WatchSessionOptions): () => void {
  let isOnItsWay = isPassing(state);
  return watchEvents({
    url: sessionEventsUrl(sessionId),
    event: "session",
    onData: (data) => {
      const event: SessionEvent = JSON.parse(data);
      isOnItsWay = isPassing(event.session.state);
      onEvent(event);
    },
    onLost,
    isWantedUnseen: () => isOnItsWay,
  });
}

function isPassing(state: SessionState): boolean {
  return state === "queued" || state === "starting";
}
