"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { ConsoleSwitch } from "@/components/workspace/console-switch";
import type { WorkspaceParts } from "@/components/workspace/workspace-parts";

export type WorkspaceTab = "task" | "tables" | "editor" | "results";

const tabs: { id: WorkspaceTab; label: string }[] = [
  { id: "task", label: "Task" },
  { id: "tables", label: "Tables" },
  { id: "editor", label: "SQL" },
  { id: "results", label: "Result" },
];

interface NarrowLayoutProps extends WorkspaceParts {
  tab: WorkspaceTab;
  onTabChange: (tab: WorkspaceTab) => void;
  /** At the thumb, whichever tab is open. */
  action: ReactNode;
}

/** Four panels side by side, one in sight: tabs choose it, and so does a swipe. */
export function NarrowLayout({ tab, onTabChange, action, ...parts }: NarrowLayoutProps) {
  const { task, tables, consoles, active, onActivate, bar } = parts;
  const shown = consoles.find(({ name }) => name === active);
  const stripRef = useRef<HTMLDivElement>(null);
  const isSwiping = useRef(false);
  const chosen = tabs.findIndex(({ id }) => id === tab);

  useEffect(() => {
    const strip = stripRef.current;
    isSwiping.current = false;
    strip?.scrollTo({ left: chosen * strip.clientWidth });
  }, [chosen]);

  const onSwipeStart = () => {
    isSwiping.current = true;
  };

  // A scroll that a tab began says nothing: another tab may have been chosen meanwhile. Not every browser tells the end
  // of a scroll, but the strip snaps, so a swipe is over where a panel begins.
  const onScroll = () => {
    const strip = stripRef.current;
    if (strip === null || !isSwiping.current) return;
    const position = strip.scrollLeft / strip.clientWidth;
    const nearest = Math.round(position);
    const next = tabs[nearest];
    if (next !== undefined && Math.abs(position - nearest) < 0.01) onTabChange(next.id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[chosen + step];
    if (step === 0 || next === undefined) return;
    onTabChange(next.id);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };

  // `relative` on strip and panels: words for screen readers are placed absolutely, and in a panel out of sight they
  // would otherwise make the whole page wider.
  const hasChoice = consoles.length > 1 && (tab === "editor" || tab === "results");
  const panels = {
    task,
    tables,
    editor: shown?.editor,
    results: <ResultsWithBar results={shown?.results} bar={bar} />,
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        role="tablist"
        aria-label="Parts of the workspace"
        onKeyDown={onKeyDown}
        className="flex h-11 shrink-0 border-b bg-surface"
      >
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === tab}
            aria-controls={`panel-${id}`}
            tabIndex={id === tab ? 0 : -1}
            onClick={() => onTabChange(id)}
            className={classNames(
              "-mb-px flex-1 border-b-2 focus-visible:-outline-offset-2",
              id === tab ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted",
            )}
          >
            {label}
          </button>
        ))}
      </div>
      {hasChoice ? <ConsoleSwitch {...{ consoles, active, onActivate }} /> : null}
      <div
        ref={stripRef}
        onTouchStart={onSwipeStart}
        onWheel={onSwipeStart}
        onScroll={onScroll}
        className="relative flex min-h-0 flex-1 snap-x snap-mandatory overflow-x-auto overflow-y-hidden overscroll-x-contain [scrollbar-width:none]"
      >
        {tabs.map(({ id }) => (
          <div
            key={id}
            id={`panel-${id}`}
            role="tabpanel"
            aria-labelledby={`tab-${id}`}
            inert={id !== tab}
            tabIndex={id === tab ? 0 : -1}
            className="relative h-full w-full min-w-0 shrink-0 snap-start snap-always overflow-hidden focus-visible:-outline-offset-2"
          >
            {panels[id]}
          </div>
        ))}
      </div>
      {shown?.transaction}
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-t bg-surface p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] [&>button]:px-2.5">
        {action}
      </div>
    </div>
  );
}

function ResultsWithBar({ results, bar }: { results: ReactNode; bar: ReactNode }) {
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">{results}</div>
      {bar}
    </div>
  );
}
