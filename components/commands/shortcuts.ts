interface Shortcut {
  does: string;
  keys: readonly string[];
}

interface ShortcutGroup {
  title: string;
  shortcuts: Shortcut[];
}

/** Where several parts name the same keys, they take them from here. */
export const runKeys = ["Mod", "Enter"] as const;
export const runStatementKeys = ["Alt", "Enter"] as const;
export const checkKeys = ["Mod", "Shift", "Enter"] as const;
export const formatKeys = ["Shift", "Alt", "F"] as const;

export const shortcutGroups: ShortcutGroup[] = [
  {
    title: "Everywhere",
    shortcuts: [
      { does: "Commands and exercises", keys: ["Mod", "K"] },
      { does: "This list", keys: ["?"] },
      { does: "Search exercises, in their list", keys: ["/"] },
    ],
  },
  {
    title: "Editor",
    shortcuts: [
      { does: "Run all, or what is selected", keys: runKeys },
      { does: "Run the statement at the cursor", keys: runStatementKeys },
      { does: "Check my answer", keys: checkKeys },
      { does: "Format", keys: formatKeys },
      { does: "Comment a line, or not", keys: ["Mod", "/"] },
      { does: "Complete what is typed", keys: ["Ctrl", "Space"] },
      { does: "Leave the editor", keys: ["Esc", "Tab"] },
    ],
  },
  {
    title: "Tabs, with the focus on one",
    shortcuts: [
      { does: "Next or previous", keys: ["ArrowRight", "ArrowLeft"] },
      { does: "Name it", keys: ["F2"] },
      { does: "Close it", keys: ["Delete"] },
    ],
  },
  {
    title: "Results",
    shortcuts: [
      { does: "From cell to cell", keys: ["←", "↑", "↓", "→"] },
      { does: "Sort by a column, on its heading", keys: ["Enter"] },
      { does: "Wider or narrower, on its heading", keys: ["Alt", "→"] },
      { does: "Look into a cell", keys: ["Enter"] },
    ],
  },
  {
    title: "Tables",
    shortcuts: [
      { does: "Put the name into the editor", keys: ["Enter"] },
      { does: "See the first rows", keys: ["Space"] },
      { does: "Unfold", keys: ["ArrowRight"] },
    ],
  },
];
