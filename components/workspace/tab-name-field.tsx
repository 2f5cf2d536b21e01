"use client";

import { type KeyboardEvent, useRef } from "react";
import { longestTabName } from "@/lib/schemas/draft-limits";

/** Where a tab is drawn in its list. */
export interface TabPlace {
  left: number;
  width: number;
}

interface TabNameFieldProps {
  place: TabPlace;
  name: string;
  /** What was typed; null where it stays as it is. */
  onNamed: (name: string | null) => void;
}

/** Lies over its tab: a list of tabs may hold nothing but tabs. Enter takes the name, Escape leaves the old one. */
export function TabNameField({ place, name, onNamed }: TabNameFieldProps) {
  // Taking the field away takes its focus away as well.
  const isOver = useRef(false);
  const end = (typed: string | null) => {
    if (isOver.current) return;
    isOver.current = true;
    onNamed(typed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") end(event.currentTarget.value);
    else if (event.key === "Escape") end(null);
    else return;
    event.preventDefault();
  };
  return (
    <input
      aria-label="Name of the tab"
      defaultValue={name}
      maxLength={longestTabName}
      ref={(input) => {
        input?.focus();
        input?.select();
      }}
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
      style={{ left: Math.max(0, place.left), width: Math.max(place.width, 140) }}
      className="absolute inset-y-1 z-10 rounded border border-accent bg-surface px-2 outline-1 outline-accent"
    />
  );
}
