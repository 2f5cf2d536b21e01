import { watchEvents } from "@/components/http/watch-events";
import { type Fleet, fleetSchema } from "@/lib/schemas/fleet";

interface WatchFleetOptions {
  onFleet: (fleet: Fleet) => void;
  onLost: () => void;
}

/** Listens to the fleet until the returned function is called. */
export function watchFleet({ onFleet, onLost }: WatchFleetOptions): () => void {
  const onData = (data: string) => onFleet(fleetSchema.parse(JSON.parse(data)));
  return watchEvents({ url: "/api/fleet/events", event: "fleet", onData, onLost });
}
