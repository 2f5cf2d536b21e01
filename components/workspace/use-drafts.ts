"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { browserStorage, draftKey } from "@/components/workspace/draft";
import { DraftKeeper } from "@/components/workspace/draft-keeper";

interface DraftsOptions {
  userId: string;
  exerciseId: string;
  starterSql: string | null;
}

/** The editor's tabs, and what keeps them. */
export function useDrafts({ userId, exerciseId, starterSql }: DraftsOptions) {
  const [keeper] = useState(() => {
    const storage = typeof window === "undefined" ? null : browserStorage();
    return new DraftKeeper({ key: draftKey({ userId, exerciseId }), exerciseId, starterSql, storage });
  });
  useEffect(() => keeper.start(), [keeper]);
  const view = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot);
  const { activeTab, keep, choose, open, close, restore } = keeper;
  return { view, activeTab, keep, choose, open, close, restore };
}
