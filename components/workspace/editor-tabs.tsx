"use client";

import { Plus } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { toast } from "sonner";
import { IconButton } from "@/components/ui/icon-button";
import { useConsoleLabel } from "@/components/workspace/console-context";
import type { DraftView } from "@/components/workspace/draft-keeper";
import { EditorTab } from "@/components/workspace/editor-tab";
import { TabNameField, type TabPlace } from "@/components/workspace/tab-name-field";
import type { DraftTab } from "@/lib/schemas/draft";
import { mostDraftTabs } from "@/lib/schemas/draft-limits";

export interface EditorTabsHandle {
  /** Asks for another name of the tab that is chosen. */
  rename: () => void;
}

export interface EditorTabsProps {
  handle: Ref<EditorTabsHandle>;
  view: DraftView;
  onChoose: (id: string) => void;
  onOpen: () => void;
  onRename: (id: string, name: string) => void;
  onClose: (id: string) => DraftTab | null;
  onRestore: (tab: DraftTab) => void;
}

/** Arrows choose a tab, F2 names it, Delete closes it; what was closed can be brought back. */
export function EditorTabs(props: EditorTabsProps) {
  const { handle, onChoose, onOpen, onRename, onClose, onRestore } = props;
  const { tabs, activeId } = props.view;
  const label = useConsoleLabel();
  const listRef = useRef<HTMLDivElement>(null);
  const [naming, setNaming] = useState<TabPlace | null>(null);

  // The tab that is chosen is in sight. `scrollIntoView` would turn a phone's page to the editor, too.
  useEffect(() => {
    const list = listRef.current;
    const tab = list?.querySelector<HTMLElement>(`[data-tab="${activeId}"]`);
    if (!list || !tab) return;
    const left = tab.offsetLeft - list.offsetLeft;
    list.scrollLeft = Math.min(left, Math.max(list.scrollLeft, left + tab.offsetWidth - list.clientWidth));
  }, [activeId]);

  const elements = () => [...(listRef.current?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
  const close = (id: string) => {
    const closed = onClose(id);
    if (closed === null || closed.sql.trim() === "") return;
    toast(`${closed.name} is closed.`, { action: { label: "Undo", onClick: () => onRestore(closed) } });
  };
  const rename = () => {
    const tab = elements()[tabs.findIndex(({ id }) => id === activeId)];
    const list = listRef.current;
    if (tab && list) setNaming({ left: tab.offsetLeft - list.offsetLeft - list.scrollLeft, width: tab.offsetWidth });
  };
  const onNamed = (name: string | null) => {
    setNaming(null);
    if (name !== null) onRename(activeId, name);
    elements()[tabs.findIndex(({ id }) => id === activeId)]?.focus();
  };
  useImperativeHandle(handle, () => ({ rename }));

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = tabs.findIndex(({ id }) => id === activeId);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[index + step];
    if (event.key === "Delete") close(activeId);
    else if (event.key === "F2") rename();
    else if (step !== 0 && next !== undefined) {
      onChoose(next.id);
      elements()[index + step]?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="relative flex min-h-9 min-w-0 flex-1 items-stretch self-stretch">
      <div
        ref={listRef}
        role="tablist"
        aria-label={label("Your SQL")}
        onKeyDown={onKeyDown}
        className="flex min-w-0 overflow-x-auto [scrollbar-width:none]"
      >
        {tabs.map(({ id, name }) => (
          <EditorTab
            key={id}
            id={id}
            name={name}
            isActive={id === activeId}
            onChoose={() => onChoose(id)}
            onRename={rename}
            onClose={tabs.length === 1 ? null : () => close(id)}
          />
        ))}
      </div>
      {naming === null ? null : (
        <TabNameField place={naming} name={tabs.find(({ id }) => id === activeId)?.name ?? ""} onNamed={onNamed} />
      )}
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
