"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { isTyping } from "@/components/commands/palette-keys";
import { Kbd } from "@/components/ui/kbd";

interface ExerciseSearchProps {
  value: string;
  onChange: (value: string) => void;
}

/** "/" goes here from anywhere on the page; Escape empties it, and leaves it when it is empty. */
export function ExerciseSearch({ value, onChange }: ExerciseSearchProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function focusOnSlash(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      inputRef.current?.focus();
    }
    window.addEventListener("keydown", focusOnSlash);
    return () => window.removeEventListener("keydown", focusOnSlash);
  }, []);

  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
      />
      <input
        ref={inputRef}
        type="search"
        aria-label="Search exercises"
        aria-keyshortcuts="/"
        placeholder="Search exercises"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (value === "") event.currentTarget.blur();
          else onChange("");
        }}
        className="peer h-9 w-full rounded border border-hairline-strong bg-surface pr-9 pl-9 text-base text-ink placeholder:text-ink-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent sm:text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="pointer-events-none absolute top-2 right-2 hidden text-ink-faint peer-focus:hidden sm:block">
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}
