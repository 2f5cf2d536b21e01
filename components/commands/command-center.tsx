"use client";

import { Search } from "lucide-react";
import { Suspense, useCallback, useEffect, useState } from "react";
import { isPaletteKey, isShortcutsKey } from "@/components/commands/palette-keys";
import { lazyPart } from "@/components/http/lazy-part";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/workspace/use-browser-facts";
import type { Viewer } from "@/lib/schemas/user";

type Sheet = "palette" | "shortcuts";

// Both are loaded when they are first opened.
const LazyPalette = lazyPart(() => import("@/components/commands/command-palette").then((file) => file.CommandPalette));
const LazyShortcuts = lazyPart(() =>
  import("@/components/commands/shortcuts-sheet").then((file) => file.ShortcutsSheet),
);

/** ⌘K or Ctrl+K opens the palette wherever the focus is, "?" the list of shortcuts where nobody types. */
export function CommandCenter({ viewer }: { viewer: Viewer }) {
  const [open, setOpen] = useState<Sheet | null>(null);
  /** What was opened once stays, so that it can close in its own way. */
  const [known, setKnown] = useState<ReadonlySet<Sheet>>(new Set());
  const modKey = useModKey();

  const show = useCallback((sheet: Sheet | null) => {
    setOpen(sheet);
    if (sheet !== null) setKnown((before) => new Set(before).add(sheet));
  }, []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const sheet = isPaletteKey(event) ? "palette" : isShortcutsKey(event) ? "shortcuts" : null;
      if (sheet === null || isAsked()) return;
      event.preventDefault();
      event.stopPropagation();
      show(sheet);
    };
    // Before the editor, which has keys of its own.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [show]);

  const onOpenChange = (sheet: Sheet) => (isOpen: boolean) => show(isOpen ? sheet : null);
  return (
    <>
      <IconButton
        label="Commands"
        hint={<Kbd>{modKey} K</Kbd>}
        icon={<Search aria-hidden />}
        aria-keyshortcuts="Control+K Meta+K"
        // Whoever has no keyboard has buttons for all of it, and little room.
        className="max-sm:hidden"
        onClick={() => show("palette")}
      />
      <Suspense>
        {known.has("palette") ? (
          <LazyPalette
            viewer={viewer}
            open={open === "palette"}
            onOpenChange={onOpenChange("palette")}
            onShortcuts={() => show("shortcuts")}
          />
        ) : null}
        {known.has("shortcuts") ? (
          <LazyShortcuts open={open === "shortcuts"} onOpenChange={onOpenChange("shortcuts")} />
        ) : null}
      </Suspense>
    </>
  );
}

/** A question is open, and nothing else is done before it is answered. */
function isAsked(): boolean {
  return document.querySelector("[role=alertdialog]") !== null;
}
