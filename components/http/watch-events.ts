import { reconnectDelayMs } from "@/components/http/reconnect-delay";

interface WatchEventsOptions {
  url: string;
  /** The name of the events that are listened for. */
  event: string;
  onData: (data: string) => void;
  /** The stream broke, and EventSource does not tell why. */
  onLost: () => void;
  /** Whether to listen although nobody sees the page. */
  isWantedUnseen?: () => boolean;
}

/**
 * Listens to a stream of events until the returned function is called, and connects again by itself. A page that nobody sees
 * does not listen: a browser allows few connections to one host, and each open tab would hold one.
 */
export function watchEvents({ url, event, onData, onLost, isWantedUnseen }: WatchEventsOptions): () => void {
  let source: EventSource | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const isWanted = () => !document.hidden || (isWantedUnseen?.() ?? false);

  const disconnect = () => {
    clearTimeout(retryTimer);
    source?.close();
    source = null;
  };

  const connect = () => {
    disconnect();
    if (!isWanted()) return;
    source = new EventSource(url);
    source.addEventListener(event, ({ data }: MessageEvent<string>) => {
      failures = 0;
      onData(data);
      if (!isWanted()) disconnect();
    });
    source.addEventListener("error", () => {
      disconnect();
      failures += 1;
      retryTimer = setTimeout(connect, reconnectDelayMs(failures, Math.random()));
      onLost();
    });
  };

  // What is open already stays open where it is wanted: closing it for a moment could cost a place in a queue.
  const onVisibilityChange = () => {
    if (source === null || !isWanted()) connect();
  };

  connect();
  window.addEventListener("online", connect);
  // A stream that is open does not break when the network goes; it only falls silent. A new one tells.
  window.addEventListener("offline", connect);
  document.addEventListener("visibilitychange", onVisibilityChange);
  return () => {
    window.removeEventListener("online", connect);
    window.removeEventListener("offline", connect);
    document.removeEventListener("visibilitychange", onVisibilityChange);
    disconnect();
  };
}
