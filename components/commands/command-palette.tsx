"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useRef, useState } from "react";
import type { Command } from "@/components/commands/command";
import { type CommandGroup, findCommands } from "@/components/commands/find-commands";
import { keyWords } from "@/components/commands/key-words";
import { usePaletteCommands } from "@/components/commands/use-palette-commands";
import { classNames } from "@/components/ui/class-names";
import { dialogBackdropClass } from "@/components/ui/dialog-class";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/workspace/use-browser-facts";
import type { Viewer } from "@/lib/schemas/user";

interface CommandPaletteProps {
  viewer: Viewer;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}

/** Everything that can be done here, and every exercise, by the first letters of its name. */
export function CommandPalette({ viewer, open, onOpenChange, onShortcuts }: CommandPaletteProps) {
  /** Done when the dialog has given the focus back, so that a command can put it elsewhere. */
  const chosen = useRef<Command | null>(null);
  const choose = (command: Command) => {
    chosen.current = command;
    onOpenChange(false);
  };
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) return;
        chosen.current?.run();
        chosen.current = null;
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogBackdropClass} />
        <Dialog.Popup
          aria-label="Commands"
          className="fixed inset-x-3 top-3 z-50 flex max-h-[min(85dvh,30rem)] flex-col overflow-hidden rounded bg-raised shadow-float outline-none sm:top-[14dvh] sm:right-auto sm:left-1/2 sm:w-full sm:max-w-xl sm:-translate-x-1/2"
        >
          <Choice viewer={viewer} onShortcuts={onShortcuts} onChoose={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ChoiceProps extends Pick<CommandPaletteProps, "viewer" | "onShortcuts"> {
  onChoose: (command: Command) => void;
}

function Choice({ onChoose, ...options }: ChoiceProps) {
  const { commands, isLoading, hasFailed } = usePaletteCommands(options);
  const [typed, setTyped] = useState("");
  return (
    <Autocomplete.Root
      inline
      open
      autoHighlight="always"
      keepHighlight
      items={findCommands(commands, typed)}
      mode="none"
      itemToStringValue={({ label }: Command) => label}
      value={typed}
      onValueChange={(next, { reason }) => {
        // Choosing is doing; the label does not belong into the field.
        if (reason !== "item-press") setTyped(next);
      }}
    >
      <Autocomplete.Input
        aria-label="Find a command or an exercise"
        placeholder="Find a command or an exercise"
        className="h-12 shrink-0 border-b bg-transparent px-4 text-base outline-none placeholder:text-ink-faint"
      />
      <Autocomplete.Empty className="px-4 py-6 text-ink-muted empty:hidden">
        {isLoading ? null : "Nothing here is called that."}
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain p-1 empty:hidden">
        {({ value, items }: CommandGroup) => (
          <Autocomplete.Group key={value} items={items}>
            <Autocomplete.GroupLabel className="px-3 pt-2.5 pb-1 text-ink-muted text-xs">
              {value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => <Row key={command.id} command={command} onChoose={onChoose} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <p role="status" className="border-t px-4 py-2 text-ink-muted text-xs empty:hidden">
        {isLoading ? "The exercises are loading." : hasFailed ? "The exercises could not be loaded." : ""}
      </p>
    </Autocomplete.Root>
  );
}

function Row({ command, onChoose }: { command: Command; onChoose: (command: Command) => void }) {
  const modKey = useModKey();
  const { label, keys, isOff = false } = command;
  return (
    <Autocomplete.Item
      value={command}
      disabled={isOff}
      onClick={() => onChoose(command)}
      className={classNames(
        "flex min-h-9 cursor-default items-center gap-3 rounded px-3 py-1 outline-none select-none",
        "data-highlighted:bg-accent-soft data-disabled:text-ink-faint",
      )}
    >
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys === undefined ? null : <Kbd className="text-ink-muted">{keyWords(keys, modKey)}</Kbd>}
    </Autocomplete.Item>
  );
}
