"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { browserStorage, draftKey } from "@/components/workspace/draft";
import { DraftKeeper, type DraftView } from "@/components/workspace/draft-keeper";
import type { ConsoleName } from "@/lib/schemas/query";

interface DraftsOptions {
  userId: string;
  exerciseId: string;
  starterSql: string | null;
}

/** What keeps the editors' tabs. */
export function useDrafts({ userId, exerciseId, starterSql }: DraftsOptions): DraftKeeper {
  const [keeper] = useState(() => {
    const storage = typeof window === "undefined" ? null : browserStorage();
    return new DraftKeeper({ key: draftKey({ userId, exerciseId }), exerciseId, starterSql, storage });
  });
  useEffect(() => keeper.start(), [keeper]);
  return keeper;
}

/** What one console's editor shows. */
export function useDraftView(keeper: DraftKeeper, console: ConsoleName): DraftView {
  const read = () => keeper.snapshot(console);
  return useSyncExternalStore(keeper.subscribe, read, read);
}
