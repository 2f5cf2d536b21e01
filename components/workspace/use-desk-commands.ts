"use client";

import type { Command } from "@/components/commands/command";
import { checkKeys, formatKeys, runKeys, runStatementKeys } from "@/components/commands/shortcuts";
import { useCommands } from "@/components/commands/use-commands";
import type { ResultView } from "@/components/workspace/result-tabs";
import type { ConsoleDesk } from "@/components/workspace/use-console";

interface DeskCommandsOptions {
  /** The console that was used last: what is done is done there. */
  desk: ConsoleDesk;
  isSecondOpen: boolean;
  onSecondConsole: () => void;
  onNewTab: () => void;
  onRenameTab: () => void;
  onDiagram: (() => void) | null;
  onReload: () => void;
  onCheck: () => void;
}

const group = "This exercise";
const views: { view: ResultView; label: string }[] = [
  { view: "results", label: "Show results" },
  { view: "plan", label: "Show plan" },
  { view: "chart", label: "Show chart" },
  { view: "history", label: "Show history" },
];

/** What the workspace offers in the command palette. */
export function useDeskCommands(options: DeskCommandsOptions): void {
  const { desk, isSecondOpen, onSecondConsole, onNewTab, onRenameTab, onDiagram, onReload, onCheck } = options;
  const { canRun, isRunning, hasSelection, hasSeveral, onRun, onRunStatement, onStop } = desk.runButtons;
  const runLabel = hasSelection ? "Run selection" : hasSeveral ? "Run all" : "Run";
  const cannotRun = !canRun || isRunning;
  const commands: Command[] = [
    { id: "run", label: runLabel, keys: runKeys, group, isOff: cannotRun, run: onRun },
    {
      ...{ id: "run-statement", label: "Run statement", keywords: "at the cursor", keys: runStatementKeys, group },
      ...{ isOff: cannotRun, run: onRunStatement },
    },
    { id: "stop", label: "Stop what runs", keywords: "cancel", group, isOff: !isRunning, run: onStop },
    { id: "check", label: "Check my answer", keywords: "submit", keys: checkKeys, group, isOff: !canRun, run: onCheck },
    { id: "explain", label: "Explain", keywords: "plan", group, isOff: cannotRun, run: desk.onExplain },
    { id: "format", label: "Format", keys: formatKeys, group, run: desk.onFormat },
    { id: "new-tab", label: "New tab", group, run: onNewTab },
    { id: "rename-tab", label: "Rename tab", keys: ["F2"], group, run: onRenameTab },
    {
      ...{ id: "second-console", label: isSecondOpen ? "Close the second console" : "Open a second console" },
      ...{ keywords: "transaction lock beside", group, run: onSecondConsole },
    },
    ...views.map(({ view, label }): Command => ({ id: `show-${view}`, label, group, run: () => desk.show(view) })),
    {
      ...{ id: "diagram", label: "Diagram of the tables", keywords: "er keys", group, isOff: onDiagram === null },
      run: () => onDiagram?.(),
    },
    { id: "list-tables", label: "List the tables again", keywords: "refresh schema", group, run: onReload },
  ];
  useCommands(commands);
}
