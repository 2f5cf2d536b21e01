"use client";

import { Plus, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { toast } from "sonner";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import type { DraftView } from "@/components/workspace/draft-keeper";
import type { DraftTab } from "@/lib/schemas/draft";
import { mostDraftTabs } from "@/lib/schemas/draft-limits";

export interface EditorTabsProps {
  view: DraftView;
  onChoose: (id: string) => void;
  onOpen: () => void;
  onClose: (id: string) => DraftTab | null;
  onRestore: (tab: DraftTab) => void;
}

/** Arrows choose a tab, Delete closes it; what was closed can be brought back. */
export function EditorTabs({ view: { tabs, activeId }, onChoose, onOpen, onClose, onRestore }: EditorTabsProps) {
  const close = (id: string) => {
    const closed = onClose(id);
    if (closed === null || closed.sql.trim() === "") return;
    toast(`${closed.name} is closed.`, { action: { label: "Undo", onClick: () => onRestore(closed) } });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = tabs.findIndex(({ id }) => id === activeId);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[index + step];
    if (event.key === "Delete") close(activeId);
    else if (step !== 0 && next !== undefined) {
      onChoose(next.id);
      event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[index + step]?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="flex min-w-0 flex-1 items-stretch self-stretch">
      <div
        role="tablist"
        aria-label="Your SQL"
        onKeyDown={onKeyDown}
        className="flex min-w-0 overflow-x-auto [scrollbar-width:none]"
      >
        {tabs.map(({ id, name }) => (
          <EditorTab
            key={id}
            name={name}
            isActive={id === activeId}
            onChoose={() => onChoose(id)}
            onClose={tabs.length === 1 ? null : () => close(id)}
          />
        ))}
      </div>
      <IconButton
        label="New tab"
        icon={<Plus aria-hidden />}
        size="sm"
        className="self-center"
        disabled={tabs.length >= mostDraftTabs}
        onClick={onOpen}
      />
    </div>
  );
}

interface EditorTabProps {
  name: string;
  isActive: boolean;
  onChoose: () => void;
  /** Null for the only one. */
  onClose: (() => void) | null;
}

function EditorTab({ name, isActive, onChoose, onClose }: EditorTabProps) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isActive}
      aria-keyshortcuts={onClose === null ? undefined : "Delete"}
      tabIndex={isActive ? 0 : -1}
      onClick={onChoose}
      className={classNames(
        "group/tab -mb-px flex max-w-44 shrink-0 items-center gap-1 border-b-2 pl-3 focus-visible:-outline-offset-2",
        onClose === null ? "pr-3" : "pr-1.5",
        isActive ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
      )}
    >
      <span className="truncate">{name}</span>
      {onClose === null ? null : (
        <span
          aria-hidden
          title="Close"
          onClick={(event) => {
            event.stopPropagation();
            onClose();
          }}
          className={classNames(
            "rounded p-0.5 hover:bg-hairline",
            !isActive && "opacity-0 group-hover/tab:opacity-100",
          )}
        >
          <X className="size-3.5" />
        </span>
      )}
    </button>
  );
}
