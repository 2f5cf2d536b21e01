const symbols: Record<string, string> = { Enter: "↵", Shift: "⇧", Space: "Space", ArrowRight: "→", ArrowLeft: "←" };

/** Keys as they are printed: "Ctrl ⇧ ↵". */
export function keyWords(keys: readonly string[], modKey: "Ctrl" | "⌘"): string {
  return keys.map((key) => (key === "Mod" ? modKey : (symbols[key] ?? key))).join(" ");
}
