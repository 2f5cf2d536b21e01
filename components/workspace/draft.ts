import { firstTabs } from "@/components/workspace/draft-book";
import type { Drafts, DraftTab } from "@/lib/schemas/draft";
import type { ConsoleName } from "@/lib/schemas/query";

interface DraftOwner {
  userId: string;
  exerciseId: string;
}

type DraftStorage = Pick<Storage, "getItem" | "setItem">;
type KeptStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** People share computers: a draft belongs to a person and an exercise. */
export function draftKey({ userId, exerciseId }: DraftOwner): string {
  return `carrel:draft:${encodeURIComponent(userId)}:${encodeURIComponent(exerciseId)}`;
}

/** What was typed last, otherwise what the exercise begins with. */
export function readDraft(storage: DraftStorage | null, key: string, starterSql: string | null): string {
  return attempt(() => storage?.getItem(key)) ?? starterSql ?? "";
}

/** False where the browser keeps nothing: its storage is full or switched off. */
export function writeDraft(storage: DraftStorage | null, key: string, sql: string): boolean {
  return (
    attempt(() => {
      storage?.setItem(key, sql);
      return storage !== null;
    }) === true
  );
}

/** Null where nothing is kept, or the browser does not say. */
export function readKept(storage: KeptStorage | null, key: string): string | null {
  return attempt(() => storage?.getItem(key)) ?? null;
}

/** Null forgets it. A browser that keeps nothing is no fault: whoever asks hears that there is nothing. */
export function writeKept(storage: KeptStorage | null, key: string, value: string | null): void {
  attempt(() => (value === null ? storage?.removeItem(key) : storage?.setItem(key, value)));
}

/** What a browser keeps of an exercise: its tabs, and what they were changed from, as far as Carrel has it. */
export interface KeptDrafts {
  tabs: DraftTab[];
  activeIds: Record<ConsoleName, string>;
  base: Drafts;
}

/** What was typed last, otherwise what the exercise begins with. Before there were tabs, a draft was one text. */
export function readKeptDrafts(storage: KeptStorage | null, key: string, starterSql: string | null): KeptDrafts {
  const starter = firstTabs(starterSql ?? "");
  const kept = attempt<Partial<KeptDrafts>>(() => JSON.parse(storage?.getItem(tabsKey(key)) ?? "{}")) ?? {};
  const tabs = kept.tabs?.length ? kept.tabs : firstTabs(readDraft(storage, key, starterSql));
  // Which tab was chosen is worth less than what stands in it: where it is not there, another one is.
  const activeIds = { main: kept.activeIds?.main ?? "", second: kept.activeIds?.second ?? "" };
  return { tabs, activeIds, base: kept.base ?? { tabs: starter, revision: 0 } };
}

/** False where the browser keeps nothing: its storage is full or switched off. */
export function writeKeptDrafts(storage: KeptStorage | null, key: string, drafts: KeptDrafts): boolean {
  return writeDraft(storage, tabsKey(key), JSON.stringify(drafts));
}

/** The storage's own name for what `readKeptDrafts` reads. */
export function tabsKey(key: string): string {
  return `${key}:tabs`;
}

/** A browser that forbids storage throws even when it is asked for it. */
export function browserStorage(): Storage | null {
  return attempt(() => window.localStorage) ?? null;
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action();
  } catch {
    // The callers' answer to a browser without storage is the same as to an empty one.
    return undefined;
  }
}
