import type { Command } from "@/components/commands/command";

export interface CommandGroup {
  value: string;
  items: Command[];
}

/** Those that hold every word that is typed, under their headings; the headings in the order in which they come first. */
export function findCommands(commands: Command[], typed: string): CommandGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const text = `${command.label} ${command.keywords ?? ""} ${command.group}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups].map(([value, items]) => ({ value, items }));
}
