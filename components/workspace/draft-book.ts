import type { DraftTab } from "@/lib/schemas/draft";
import { longestTabName } from "@/lib/schemas/draft-limits";
import type { ConsoleName } from "@/lib/schemas/query";

interface MergeSides {
  /** What both sides were changed from. */
  base: DraftTab[];
  mine: DraftTab[];
  theirs: DraftTab[];
}

/** Their ids are the same everywhere, so that two devices mean the same tab by one. */
const firstTab: Record<ConsoleName, DraftTab> = {
  main: { id: "query-1", name: "query 1", sql: "" },
  second: { id: "second-1", name: "query 1", sql: "", console: "second" },
};

/** What an exercise begins with. */
export function firstTabs(sql: string): DraftTab[] {
  return [{ ...firstTab.main, sql }];
}

export function consoleOf({ console }: DraftTab): ConsoleName {
  return console ?? "main";
}

/** The tabs of one console. It always has one, which is kept as soon as somebody types into it. */
export function tabsOf(tabs: DraftTab[], console: ConsoleName): DraftTab[] {
  const own = tabs.filter((tab) => consoleOf(tab) === console);
  return own.length === 0 ? [firstTab[console]] : own;
}

/** The tab of a console that was chosen, or its first one. */
export function activeTabOf(tabs: DraftTab[], console: ConsoleName, chosenId: string): DraftTab {
  const own = tabsOf(tabs, console);
  return own.find(({ id }) => id === chosenId) ?? own[0] ?? firstTab[console];
}

/** Another tab of a console, numbered by the lowest number that none of them has. */
export function newTab(tabs: DraftTab[], id: string, console: ConsoleName = "main"): DraftTab {
  const names = new Set(tabsOf(tabs, console).map(({ name }) => name));
  let number = 1;
  while (names.has(`query ${number}`)) number += 1;
  return { ...firstTab[console], id, name: `query ${number}` };
}

/** A name that a tab can have, of what somebody typed; null where that is nothing. */
export function tabName(typed: string): string | null {
  return typed.replace(/\s+/g, " ").trim().slice(0, longestTabName) || null;
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
function copyOf(original: DraftTab, taken: DraftTab[]): DraftTab {
  const { id, name } = original;
  let copyId = `${id}-copy`.slice(-64);
  for (let number = 2; taken.some((tab) => tab.id === copyId); number++) copyId = `${id}-copy${number}`.slice(-64);
  return { ...original, id: copyId, name: `${name} (copy)`.slice(0, longestTabName) };
}

function byId(tabs: DraftTab[]): Map<string, DraftTab> {
  return new Map(tabs.map((tab) => [tab.id, tab]));
}
