"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

interface ListFieldProps<Item> {
  /** "Hint": each is called by it and its number. */
  name: string;
  items: Item[];
  onChange: (items: Item[]) => void;
  /** What a new one is. */
  empty: Item;
  addLabel: string;
  most?: number;
  children: (item: Item, index: number, change: (item: Item) => void) => ReactNode;
}

const focusable = "input, textarea, select, [contenteditable=true]";

/** A list whose order counts. What is added gets the focus; when one is removed, the button that adds has it. */
export function ListField<Item>(props: ListFieldProps<Item>) {
  const { name, items, onChange, empty, addLabel, most = 50, children } = props;
  const { keys, insert, remove, swap } = useKeys(items.length);
  const listRef = useRef<HTMLOListElement>(null);
  const addRef = useRef<HTMLButtonElement>(null);
  const [added, setAdded] = useState<string | null>(null);
  useEffect(() => {
    if (added === null) return;
    listRef.current?.querySelector(`[data-key="${added}"]`)?.querySelector<HTMLElement>(focusable)?.focus();
  }, [added]);

  function add() {
    setAdded(insert());
    onChange([...items, empty]);
  }
  function removeAt(index: number) {
    remove(index);
    onChange(items.filter((_item, at) => at !== index));
    addRef.current?.focus();
  }
  function move(index: number, by: -1 | 1) {
    swap(index, index + by);
    onChange(swapped(items, index, index + by));
  }

  return (
    <div className="flex flex-col gap-4">
      <ol ref={listRef} className="flex flex-col gap-6 empty:hidden">
        {items.map((item, index) => (
          <li key={keys[index]} data-key={keys[index]} className="rounded border p-4">
            <div className="mb-3 flex items-center gap-1">
              <h3 className="mr-auto text-sm font-semibold text-ink-muted">
                {name} {index + 1}
              </h3>
              <IconButton
                label={`Move ${name.toLowerCase()} ${index + 1} up`}
                icon={<ArrowUp aria-hidden />}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                label={`Move ${name.toLowerCase()} ${index + 1} down`}
                icon={<ArrowDown aria-hidden />}
                disabled={index === items.length - 1}
                onClick={() => move(index, 1)}
              />
              <IconButton
                label={`Remove ${name.toLowerCase()} ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => removeAt(index)}
              />
            </div>
            {children(item, index, (changed) => onChange(items.map((other, at) => (at === index ? changed : other))))}
          </li>
        ))}
      </ol>
      <div>
        <Button ref={addRef} onClick={add} disabled={items.length >= most}>
          {addLabel}
        </Button>
      </div>
    </div>
  );
}

/** Each item keeps its editor, with what can be undone in it, when others are removed or moved. */
function useKeys(length: number) {
  const [{ keys, next }, setState] = useState<{ keys: string[]; next: number }>({ keys: [], next: 0 });
  // Items that came from elsewhere (what was typed before, what somebody else has saved) get theirs as they come.
  if (keys.length !== length) {
    const kept = keys.slice(0, length);
    const missing = length - kept.length;
    setState({
      keys: [...kept, ...Array.from({ length: missing }, (_, at) => keyOf(next + at))],
      next: next + missing,
    });
  }
  const setKeys = (change: (keys: string[]) => string[]) =>
    setState((before) => ({ ...before, keys: change(before.keys) }));
  return {
    keys,
    insert: () => {
      setState((before) => ({ keys: [...before.keys, keyOf(next)], next: next + 1 }));
      return keyOf(next);
    },
    remove: (index: number) => setKeys((before) => before.filter((_key, at) => at !== index)),
    swap: (index: number, other: number) => setKeys((before) => swapped(before, index, other)),
  };
}

const keyOf = (number: number) => `item-${number}`;

function swapped<Item>(items: Item[], index: number, other: number): Item[] {
  const moved = [...items];
  const [one, two] = [items[index], items[other]];
  if (one === undefined || two === undefined) return items;
  moved[index] = two;
  moved[other] = one;
  return moved;
}
