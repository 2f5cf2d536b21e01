import "server-only";

/** What bounds the number of containers, and how much of it is used. */
export interface HostRoom {
  /** Containers of sessions and of the pool whose memory the host can carry; null while no keeper has measured it. */
  maxRunning: number | null;
  /** Sessions that may run at once, by configuration. */
  maxLive: number;
  /** Ports that sessions and the pool can have. What the host can carry is never more than that. */
  ports: number;
  /** Places that sessions have taken. */
  taken: number;
  /** Containers that wait. */
  pooled: number;
  /** An administrator wants this machine empty: what waits goes, nothing new begins. */
  draining: boolean;
  /** Why nothing new begins, in words for a person; null: it may. */
  refusal: string | null;
}

export type RoomLimit = "memory" | "places" | "ports";

/** How many more containers there is room for, negative where there are too many already, and what sets the bound. Pure. */
export function roomLeft(host: HostRoom): { count: number; limit: RoomLimit } {
  const { count, limit } = roomInAll(host);
  return { count: count - host.taken - host.pooled, limit };
}

/** How many containers there is room for in all. Pure. */
export function roomInAll({ maxRunning, maxLive, ports }: HostRoom): { count: number; limit: RoomLimit } {
  const bounds: { count: number; limit: RoomLimit }[] = [
    { count: ports, limit: "ports" },
    { count: maxRunning ?? Number.POSITIVE_INFINITY, limit: "memory" },
    { count: maxLive, limit: "places" },
  ];
  return bounds.reduce((tightest, bound) => (bound.count < tightest.count ? bound : tightest));
}
