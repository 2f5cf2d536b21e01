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

/** Whether two consoles fit beside each other. Asked where the page knows its width already. */
export function useHasRoomForTwo(): boolean {
  return useSyncExternalStore(
    (onChange) => subscribeToQuery(roomyQuery(), onChange),
    () => roomyQuery().matches,
    () => true,
  );
}

/** The name of the key that is Ctrl everywhere but on a Mac. */
export function useModKey(): "Ctrl" | "⌘" {
  return useSyncExternalStore(subscribeToNothing, modKey, () => "Ctrl");
}

// Tailwind's `md` begins at 48rem; the two must agree, or the page has no layout in between.
const narrowQuery = () => window.matchMedia("(width < 48rem)");
const roomyQuery = () => window.matchMedia("(width >= 68rem)");

function subscribeToWidth(onChange: () => void): () => void {
  return subscribeToQuery(narrowQuery(), onChange);
}

function subscribeToQuery(query: MediaQueryList, onChange: () => void): () => void {
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

function subscribeToNothing(): () => void {
  return () => undefined;
}

function modKey(): "Ctrl" | "⌘" {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
}
