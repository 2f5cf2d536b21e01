import "server-only";
import type { PoolEntry, TemplateDemand } from "@/lib/sessions/pool-repository";

export interface PoolLimits {
  /** Containers that wait for every template, however seldom it is asked for. 0: only those that a lesson needs. */
  floor: number;
  /** Containers that wait in all; what lessons need comes on top. 0 turns the pool off. */
  ceiling: number;
}

export interface PoolFacts {
  demand: TemplateDemand[];
  /** All of the pool's rows, the oldest first. */
  entries: PoolEntry[];
  /** Containers that the lessons of this hour still need, by template. */
  lessonNeeds: Map<string, number>;
  limits: PoolLimits;
  /** So many more containers the host can carry; negative where people need the room of some that wait. */
  room: number;
}

export interface PoolPlan {
  /** The templates that need one more container each, the most urgent first, once for every container that is lacking. */
  add: string[];
  /** Waiting containers that are to go. */
  drop: string[];
  /** How many are to wait for each template. */
  wanted: Map<string, number>;
}

/** One container waits for so many starts of the last ten minutes, above the floor. */
const startsPerContainer = 4;

/** What is too many now may be wanted again in a moment, so a container waits at least so long. */
const keepAtLeastMs = 10 * 60_000;

/** One container that would be good to have waiting, and how much so. */
interface Slot {
  templateKey: string;
  position: number;
  /** 0 the first of a template in use, 1 what a lesson needs, 2 the rest. */
  tier: 0 | 1 | 2;
  startsEach: number;
}

/**
 * Which containers to add and which to drop, so that those wait that are wanted most. Pure.
 *
 * Every container worth having is a slot; the most urgent slots that there is room for say how many wait for each
 * template. A template at fault gets none, but for one try when it is due.
 */
export function planPool(facts: PoolFacts): PoolPlan {
  const target = countTargets(facts);
  const lacking = rankSlots(facts).filter(
    ({ templateKey, position }) =>
      position >= pooledOf(facts, templateKey) && position < (target.get(templateKey) ?? 0),
  );
  const drop = planDrops(facts, target);
  const space = Math.max(0, spaceInAll(facts) - facts.entries.length + drop.length);
  const add = lacking.map(({ templateKey }) => templateKey).slice(0, space);
  return { add: [...add, ...planTries(facts, add.length - drop.length)], drop, wanted: target };
}

/** How many are to wait for each template. */
function countTargets(facts: PoolFacts): Map<string, number> {
  const target = new Map<string, number>();
  for (const { templateKey } of rankSlots(facts).slice(0, spaceInAll(facts))) {
    target.set(templateKey, (target.get(templateKey) ?? 0) + 1);
  }
  return target;
}

function spaceInAll({ entries, lessonNeeds, limits, room }: PoolFacts): number {
  if (limits.ceiling === 0) return 0;
  const needed = [...lessonNeeds.values()].reduce((sum, count) => sum + count, 0);
  return Math.max(0, Math.min(limits.ceiling + needed, entries.length + room));
}

/** The most urgent first. A template's own slots stand in the order of their positions. */
function rankSlots(facts: PoolFacts): Slot[] {
  return facts.demand
    .flatMap((one) => slotsOf(one, facts))
    .sort(
      (a, b) =>
        a.tier - b.tier ||
        b.startsEach - a.startsEach ||
        a.position - b.position ||
        a.templateKey.localeCompare(b.templateKey),
    );
}

function slotsOf(one: TemplateDemand, facts: PoolFacts): Slot[] {
  const { templateKey, recentStarts } = one;
  const need = facts.lessonNeeds.get(templateKey) ?? 0;
  const { floor } = facts.limits;
  const wanted = need + (floor === 0 ? 0 : floor + Math.floor(recentStarts / startsPerContainer));
  // What waits for a template at fault may stay, and nothing is added to it.
  const count = one.fault === null ? wanted : Math.min(wanted, pooledOf(facts, templateKey));
  return Array.from({ length: count }, (_, position) => ({
    templateKey,
    position,
    tier: position === 0 && recentStarts + need > 0 ? 0 : position < need ? 1 : 2,
    startsEach: position < need ? 0 : recentStarts / (position - need + 1),
  }));
}

/**
 * What is above its target goes when it has waited long enough, the oldest first; at once where people need the room, and
 * where a lesson does, whose people are about to come.
 */
function planDrops(facts: PoolFacts, target: Map<string, number>): string[] {
  const excess = facts.demand.toReversed().flatMap(({ templateKey }) => {
    const entries = entriesOf(facts, templateKey);
    const surplus = Math.max(0, entries.length - (target.get(templateKey) ?? 0));
    return entries.filter(({ state }) => state === "ready").slice(0, surplus);
  });
  const aged = excess.filter(({ ageMs }) => ageMs >= keepAtLeastMs);
  const young = excess.filter(({ ageMs }) => ageMs < keepAtLeastMs);
  const urgent = Math.max(0, Math.max(-facts.room, lackingForLessons(facts, target)) - aged.length);
  return [...aged, ...young.slice(0, urgent)].map(({ name }) => name);
}

/** So many of the containers that lessons need have no room beside those that wait. */
function lackingForLessons(facts: PoolFacts, target: Map<string, number>): number {
  const lacking = [...facts.lessonNeeds].map(([templateKey, need]) =>
    Math.max(0, Math.min(need, target.get(templateKey) ?? 0) - pooledOf(facts, templateKey)),
  );
  const free = Math.max(0, spaceInAll(facts) - facts.entries.length);
  return lacking.reduce((sum, count) => sum + count, 0) - free;
}

/** One container for each template whose next try is due, beyond floor and ceiling, where the host has room. */
function planTries({ demand, entries, room }: PoolFacts, added: number): string[] {
  const starting = new Set(entries.filter(({ state }) => state === "starting").map(({ templateKey }) => templateKey));
  return demand
    .filter(({ templateKey, fault }) => fault === "due" && !starting.has(templateKey))
    .map(({ templateKey }) => templateKey)
    .slice(0, Math.max(0, room - added));
}

function entriesOf({ entries }: PoolFacts, templateKey: string): PoolEntry[] {
  return entries.filter((entry) => entry.templateKey === templateKey);
}

function pooledOf(facts: PoolFacts, templateKey: string): number {
  return entriesOf(facts, templateKey).length;
}
