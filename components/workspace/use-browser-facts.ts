"use client";

import { useSyncExternalStore } from "react";

/** Null on the server and while the page wakes up, then whether the screen is as narrow as a phone's. */
export function useIsNarrow(): boolean | null {
  return useSyncExternalStore(
    subscribeToWidth,
    () => narrowQuery().matches,
    () => null,
  );
}

/** The name of the key that is Ctrl everywhere but on a Mac. */
export function useModKey(): "Ctrl" | "⌘" {
  return useSyncExternalStore(subscribeToNothing, modKey, () => "Ctrl");
}

// Tailwind's `md` begins at 48rem; the two must agree, or the page has no layout in between.
const narrowQuery = () => window.matchMedia("(width < 48rem)");

function subscribeToWidth(onChange: () => void): () => void {
  const query = narrowQuery();
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

function subscribeToNothing(): () => void {
  return () => undefined;
}

function modKey(): "Ctrl" | "⌘" {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
}
