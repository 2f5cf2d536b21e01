import { reconnectDelayMs } from "@/components/workspace/reconnect-delay";
import { type Fleet, fleetSchema } from "@/lib/schemas/fleet";

interface WatchFleetOptions {
  onFleet: (fleet: Fleet) => void;
  /** The stream broke, and EventSource does not tell why. */
  onLost: () => void;
}

/** Listens to the fleet until the returned function is called. A page that nobody sees does not listen. */
export function watchFleet({ onFleet, onLost }: WatchFleetOptions): () => void {
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
    source = new EventSource("/api/fleet/events");
    source.addEventListener("fleet", ({ data }: MessageEvent<string>) => {
      failures = 0;
      onFleet(fleetSchema.parse(JSON.parse(data)));
    });
    source.addEventListener("error", () => {
      disconnect();
      failures += 1;
      retryTimer = setTimeout(connect, reconnectDelayMs(failures, Math.random()));
      onLost();
    });
  };

  // A stream that is open does not break when the network goes; it only falls silent.
  const lose = () => {
    disconnect();
    onLost();
  };

  connect();
  window.addEventListener("online", connect);
  window.addEventListener("offline", lose);
  document.addEventListener("visibilitychange", connect);
  return () => {
    window.removeEventListener("online", connect);
    window.removeEventListener("offline", lose);
    document.removeEventListener("visibilitychange", connect);
    disconnect();
  };
}
