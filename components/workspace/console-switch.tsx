"use client";

import { type KeyboardEvent, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { consoleTitles } from "@/components/workspace/console-names";
import type { ConsoleParts } from "@/components/workspace/workspace-parts";
import type { ConsoleName } from "@/lib/schemas/query";

interface ConsoleSwitchProps {
  consoles: ConsoleParts[];
  active: ConsoleName;
  onActivate: (name: ConsoleName) => void;
}

/** Where two consoles have no room beside each other, one is in sight, and each says how it stands. */
export function ConsoleSwitch({ consoles, active, onActivate }: ConsoleSwitchProps) {
  const listRef = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const index = consoles.findIndex(({ name }) => name === active) + step;
    const next = consoles[index];
    if (step === 0 || next === undefined) return;
    onActivate(next.name);
    listRef.current?.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };
  const shown = consoles.find(({ name }) => name === active);
  return (
    <div className="shrink-0 border-b bg-paper text-xs">
      <div ref={listRef} role="tablist" aria-label="Consoles" onKeyDown={onKeyDown} className="flex h-9">
        {consoles.map(({ name, badge }) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === active}
            tabIndex={name === active ? 0 : -1}
            onClick={() => onActivate(name)}
            className={classNames(
              "flex flex-1 items-center justify-center gap-2 border-b-2 focus-visible:-outline-offset-2",
              name === active ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted",
            )}
          >
            {consoleTitles[name]}
            {badge === null ? null : <span className="rounded bg-warn-soft px-1.5 py-0.5 text-warn">{badge}</span>}
          </button>
        ))}
      </div>
      {/* Two lines have their place at all times, so that nothing moves below them when something begins to run. */}
      <p className="flex min-h-11 flex-wrap content-center items-center gap-x-3 border-t px-4 py-1 text-ink-muted">
        {shown?.pid == null ? null : <span className="shrink-0 tabular-nums">process {shown.pid}</span>}
        {shown?.doings}
      </p>
    </div>
  );
}
