import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { consoleTitles } from "@/components/workspace/console-names";
import type { ConsoleParts } from "@/components/workspace/workspace-parts";

type ConsoleHeadProps = Pick<ConsoleParts, "name" | "pid" | "doings" | "onClose">;

/** Which of two consoles it is, and beneath it what it does inside PostgreSQL: a line that has its place at all times. */
export function ConsoleHead({ name, pid, doings, onClose }: ConsoleHeadProps) {
  return (
    <header className="flex shrink-0 items-start gap-x-2 border-b bg-paper py-1 pr-2 pl-4 text-ink-muted text-xs">
      <div className="min-w-0 flex-1 py-0.5">
        <h2 className="font-medium text-ink">
          {consoleTitles[name]}
          {/* What an exercise's schedule calls it. */}
          <span className="ml-2 font-mono font-normal text-ink-muted">{name}</span>
          {pid === null ? null : <span className="ml-2 font-normal text-ink-muted tabular-nums">process {pid}</span>}
        </h2>
        <p className="flex min-h-4 flex-wrap items-center gap-x-2">{doings}</p>
      </div>
      {onClose === null ? null : (
        <IconButton
          label={`Close ${consoleTitles[name].toLowerCase()}`}
          icon={<X aria-hidden />}
          size="sm"
          onClick={onClose}
        />
      )}
    </header>
  );
}
