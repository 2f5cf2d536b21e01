import { reconnectDelayMs } from "@/components/workspace/reconnect-delay";
import { sessionEventsUrl } from "@/components/workspace/session-api";
import type { SessionEvent } from "@/lib/schemas/session";

interface WatchSessionOptions {
  sessionId: string;
  onEvent: (event: SessionEvent) => void;
  /** The stream broke, and EventSource does not tell why. */
  onLost: () => void;
}

/**
 * Listens to a session's events until the returned function is called. A page that nobody sees does not listen: a
 * browser allows few connections to one host, and each open tab would hold one.
 */
export function watchSession({ sessionId, onEvent, onLost }: WatchSessionOptions): () => void {
  let source: EventSource | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const disconnect = () => {
    clearTimeout(retryTimer);
    source?.close();
    source = null;
  };

  const connect = () => {
    disconnect();
    if (document.hidden) return;
    source = new EventSource(sessionEventsUrl(sessionId));
    source.addEventListener("session", ({ data }: MessageEvent<string>) => {
      failures = 0;
      onEvent(JSON.parse(data));
    });
    source.addEventListener("error", () => {
      disconnect();
      failures += 1;
      retryTimer = setTimeout(connect, reconnectDelayMs(failures, Math.random()));
      onLost();
    });
  };

  connect();
  window.addEventListener("online", connect);
  document.addEventListener("visibilitychange", connect);
  return () => {
    window.removeEventListener("online", connect);
    document.removeEventListener("visibilitychange", connect);
    disconnect();
  };
}
