import "server-only";
import type { GuardFinding, GuardLook } from "@/lib/database-client/client-guard";

/** How soon a container is looked at again after what was found, where nothing is urgent. */
const usualMs: Record<GuardFinding, number> = {
  alone: 500,
  quiet: 1_000,
  busy: 250,
  full: 100,
  overflowing: 5_000,
};

/** A look takes some milliseconds of the container's processor, and of this one. */
const soonestMs = 25;

/** The more containers have clients at work, the less often each is looked at: together so they take a part of a processor. */
const paceMs = 20;
const urgentPaceMs = 5;

/**
 * When to look again: the sooner, the faster a container fills, so that no writer is far beyond the quota before somebody
 * looks. `occupied`: in how many containers clients are. Pure.
 */
export function lookAgainAfterMs({ finding, fullInMs }: GuardLook, occupied: number): number {
  const usual = finding === "full" ? usualMs.full : Math.max(usualMs[finding], occupied * paceMs);
  if (fullInMs === null || finding === "overflowing") return usual;
  return Math.min(usual, Math.max(soonestMs, occupied * urgentPaceMs, fullInMs / 2));
}
