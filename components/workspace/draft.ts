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
