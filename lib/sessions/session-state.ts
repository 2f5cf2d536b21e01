import "server-only";
import type { SessionState } from "@/lib/schemas/session";

/** The states in which a session still has, or will have, a container. The partial unique index names the same four. */
export const liveStates = ["queued", "starting", "ready", "hibernated"] as const satisfies readonly SessionState[];

/** What a session may become next. Whatever is not listed is a mistake of ours and changes nothing. */
const nextStates: Record<SessionState, readonly SessionState[]> = {
  // To "hibernated": the page of somebody who woke it is gone before there was a place.
  queued: ["starting", "hibernated", "ended", "failed"],
  starting: ["ready", "ended", "failed"],
  // Back to "starting": a reset, or a container that went away behind our back and is brought up again.
  ready: ["starting", "hibernated", "ended", "failed"],
  hibernated: ["queued", "starting", "ended", "failed"],
  ended: [],
  failed: ["ended"],
};

export function isLive(state: SessionState): boolean {
  return liveStates.some((live) => live === state);
}

export function canBecome(from: SessionState, to: SessionState): boolean {
  return nextStates[from].includes(to);
}

/** The states from which `to` can be reached, for the WHERE of the one UPDATE that makes the change. */
export function statesBefore(to: SessionState): SessionState[] {
  const all: SessionState[] = ["queued", "starting", "ready", "hibernated", "ended", "failed"];
  return all.filter((from) => canBecome(from, to));
}
