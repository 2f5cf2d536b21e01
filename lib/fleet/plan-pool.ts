import "server-only";
import type { TemplateDemand } from "@/lib/sessions/pool-repository";

export interface PoolLimits {
  /** Containers that wait for every template, however seldom it is asked for. 0 turns the pool off. */
  floor: number;
  /** Containers that wait in all. */
  ceiling: number;
}

export interface PoolFacts {
  demand: TemplateDemand[];
  limits: PoolLimits;
}

/** One container waits for so many starts of the last ten minutes, above the floor. */
const startsPerContainer = 4;

/**
 * The templates that need one more container each, the most wanted first; a template stands in the list once for every
 * container that it lacks. Pure.
 */
export function planPool({ demand, limits }: PoolFacts): string[] {
  if (limits.floor === 0) return [];
  const lacking = demand.flatMap((one) =>
    Array<string>(Math.max(0, wanted(one, limits) - one.pooled)).fill(one.templateKey),
  );
  const pooled = demand.reduce((sum, one) => sum + one.pooled, 0);
  return lacking.slice(0, Math.max(0, limits.ceiling - pooled));
}

function wanted({ recentStarts }: TemplateDemand, { floor }: PoolLimits): number {
  return floor + Math.floor(recentStarts / startsPerContainer);
}
