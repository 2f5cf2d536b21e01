/** Something that a page can do, offered in the command palette. */
export interface Command {
  id: string;
  /** What it does, as a button would say it. */
  label: string;
  /** Other words that it is found by. */
  keywords?: string;
  /** The heading that it stands under. */
  group: string;
  /** The keys that do the same, "Mod" being Ctrl, or ⌘ on a Mac. */
  keys?: readonly string[];
  /** It is shown, and cannot be done now. */
  isOff?: boolean;
  run: () => void;
}
