type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** On a Mac Ctrl+K is an editor's own, and cuts a line's end. */
export function isPaletteKey(event: Pressed, isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const [mod, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  return key.toLowerCase() === "k" && mod && !other && !altKey && !shiftKey;
}

/** A question mark that is not typed into anything. */
export function isShortcutsKey({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  return key === "?" && !ctrlKey && !metaKey && !altKey && !isTyping(target);
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
