import type { DraftTab } from "@/lib/schemas/draft";

interface MergeSides {
  /** What both sides were changed from. */
  base: DraftTab[];
  mine: DraftTab[];
  theirs: DraftTab[];
}

const firstTabId = "query-1";

/** What an exercise begins with. Its id is the same everywhere, so that two devices mean the same tab by it. */
export function firstTabs(sql: string): DraftTab[] {
  return [{ id: firstTabId, name: "query 1", sql }];
}

/** The lowest number that no tab has. */
export function newTab(tabs: DraftTab[], id: string): DraftTab {
  const names = new Set(tabs.map(({ name }) => name));
  let number = 1;
  while (names.has(`query ${number}`)) number += 1;
  return { id, name: `query ${number}`, sql: "" };
}

/**
 * Brings together what was typed in two places. A change of one side wins over none of the other; where both have changed
 * a tab, theirs keeps its place and mine stands beside it, so that nothing that anybody typed is lost.
 */
export function mergeTabs({ base, mine, theirs }: MergeSides): DraftTab[] {
  const before = byId(base);
  const own = byId(mine);
  const other = byId(theirs);
  const merged = theirs.flatMap((their) => {
    const my = own.get(their.id);
    const old = before.get(their.id);
    if (my === undefined) return old !== undefined && isSame(old, their) ? [] : [their];
    if (isSame(my, their) || (old !== undefined && isSame(old, my))) return [their];
    if (old !== undefined && isSame(old, their)) return [my];
    return [their, copyOf(my, theirs)];
  });
  const added = mine.filter((my) => {
    const old = before.get(my.id);
    return !other.has(my.id) && !(old !== undefined && isSame(old, my));
  });
  const all = [...merged, ...added.filter(({ id }) => !merged.some((tab) => tab.id === id))];
  return all.length === 0 ? firstTabs("") : all;
}

export function sameTabs(left: DraftTab[], right: DraftTab[]): boolean {
  return left.length === right.length && left.every((tab, index) => isSameTab(tab, right[index]));
}

function isSameTab(tab: DraftTab, other: DraftTab | undefined): boolean {
  return other !== undefined && tab.id === other.id && isSame(tab, other);
}

function isSame(left: DraftTab, right: DraftTab): boolean {
  return left.sql === right.sql && left.name === right.name;
}

/** Its id follows from what it is a copy of: two windows that meet the same conflict make the same copy. */
function copyOf({ id, name, sql }: DraftTab, taken: DraftTab[]): DraftTab {
  let copyId = `${id}-copy`.slice(-64);
  for (let number = 2; taken.some((tab) => tab.id === copyId); number++) copyId = `${id}-copy${number}`.slice(-64);
  return { id: copyId, name: `${name} (copy)`.slice(0, 80), sql };
}

function byId(tabs: DraftTab[]): Map<string, DraftTab> {
  return new Map(tabs.map((tab) => [tab.id, tab]));
}
