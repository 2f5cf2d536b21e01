"use client";

import { type LayoutStorage, useDefaultLayout } from "react-resizable-panels";
import { browserStorage } from "@/components/workspace/draft";

const nowhere: LayoutStorage = { getItem: () => null, setItem: () => undefined };

/** The sizes of a group's panels, remembered in this browser. Panels that may be missing are named. */
export function useKeptLayout(id: string, panelIds?: string[]) {
  const storage = browserStorage() ?? nowhere;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, storage, panelIds });
  return { defaultLayout, onLayoutChanged };
}
