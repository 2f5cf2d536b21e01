import { type KeyboardEvent, useRef, useState } from "react";
import { type SchemaItem, schemaItems } from "@/components/schema-panel/schema-items";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

export interface SchemaTreeActs {
  onInsert: (sql: string) => void;
  onPeek: (sql: string) => void;
}

/** Which lines are open and which one has the focus; the keys are those of the ARIA tree pattern. */
export function useSchemaTree(schema: DatabaseSchema, { onInsert, onPeek }: SchemaTreeActs) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string | null>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const items = schemaItems(schema, open);
  // What was chosen may have been dropped meanwhile.
  const found = items.findIndex(({ id }) => id === chosen);
  const active = found === -1 ? 0 : found;

  const toggle = (item: SchemaItem, wanted = !open.has(item.id)) => {
    if (!item.isExpandable) return;
    const next = new Set(open);
    if (wanted) next.add(item.id);
    else next.delete(item.id);
    setOpen(next);
  };

  const focus = (index: number) => {
    const item = items[Math.min(Math.max(index, 0), items.length - 1)];
    if (item === undefined) return;
    setChosen(item.id);
    lineOf(treeRef.current, item.id)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[active];
    if (item === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = open.has(item.id);
    if (event.key === "ArrowDown") focus(active + 1);
    else if (event.key === "ArrowUp") focus(active - 1);
    else if (event.key === "Home") focus(0);
    else if (event.key === "End") focus(items.length - 1);
    else if (event.key === "ArrowRight") item.isExpandable && !isOpen ? toggle(item, true) : focus(active + 1);
    else if (event.key === "ArrowLeft") isOpen ? toggle(item, false) : focus(parentIndex(items, active));
    else if (event.key === "Enter") act(item);
    else if (event.key === " ") item.peekSql === null ? toggle(item) : onPeek(item.peekSql);
    else return;
    event.preventDefault();
  };

  const act = (item: SchemaItem) => {
    setChosen(item.id);
    if (item.insert === null) toggle(item);
    else onInsert(item.insert);
  };

  return { items, open, activeId: items[active]?.id ?? null, treeRef, toggle, act, setChosen, onKeyDown };
}

function parentIndex(items: SchemaItem[], index: number): number {
  const above = items.slice(0, index).findLastIndex(({ level }) => level === 1);
  return items[index]?.level === 1 || above === -1 ? index : above;
}

function lineOf(tree: HTMLElement | null, id: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`) ?? null;
}
