import { reconnectDelayMs } from "@/components/workspace/reconnect-delay";
import { sessionEventsUrl } from "@/components/workspace/session-api";
import type { SessionEvent, SessionState } from "@/lib/schemas/session";

interface WatchSessionOptions {
  sessionId: string;
  /** As far as is known when the watch begins. */
  state: SessionState;
  onEvent: (event: SessionEvent) => void;
  /** The stream broke, and EventSource does not tell why. */
  onLost: () => void;
}

/**
 * Listens to a session's events until the returned function is called. A page that nobody sees does not listen: a
 * browser allows few connections to one host, and each open tab would hold one. The exception is a session on its way:
 * its place in the queue is kept while somebody listens.
 */
export function watchSession({ sessionId, state, onEvent, onLost }: WatchSessionOptions): () => void {
  let source: EventSource | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isOnItsWay = isPassing(state);

  const disconnect = () => {
    clearTimeout(retryTimer);
    source?.close();
    source = null;
  };

  const connect = () => {
    disconnect();
    if (document.hidden && !isOnItsWay) return;
    source = new EventSource(sessionEventsUrl(sessionId));
    source.addEventListener("session", ({ data }: MessageEvent<string>) => {
      failures = 0;
      const event: SessionEvent = JSON.parse(data);
      isOnItsWay = isPassing(event.session.state);
      if (document.hidden && !isOnItsWay) disconnect();
      onEvent(event);
    });
    source.addEventListener("error", () => {
      disconnect();
      failures += 1;
      retryTimer = setTimeout(connect, reconnectDelayMs(failures, Math.random()));
      onLost();
    });
  };

  const onVisibilityChange = () => {
    // What is open already stays open: closing it for a moment could cost the place.
    if (source === null || (document.hidden && !isOnItsWay)) connect();
  };

  connect();
  window.addEventListener("online", connect);
  document.addEventListener("visibilitychange", onVisibilityChange);
  return () => {
    window.removeEventListener("online", connect);
    document.removeEventListener("visibilitychange", onVisibilityChange);
    disconnect();
  };
}

function isPassing(state: SessionState): boolean {
  return state === "queued" || state === "starting";
}
