import { Button } from "@/components/ui/button";
import type { EarlierRun } from "@/components/workspace/earlier-runs";

interface EarlierRunNoticeProps {
  run: EarlierRun;
  onHistory: () => void;
}

/** What this page did not begin runs here: what it is, that it can be stopped, and where to find what came of it. */
export function EarlierRunNotice({ run, onHistory }: EarlierRunNoticeProps) {
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b bg-raised py-3 pr-2 pl-4">
      <div role="status" className="min-w-0 max-w-prose">
        <p className="font-medium">
          {run.isOver ? "What was started earlier is over." : "What was started earlier is still running."}
        </p>
        {run.statement === null ? null : (
          <p className="mt-0.5 line-clamp-2 font-mono text-ink-muted text-xs wrap-anywhere">{run.statement}</p>
        )}
        <p className="mt-0.5 text-ink-muted">
          {run.isOver
            ? "The history tells what came of it."
            : "You began it before this page was loaded, or elsewhere."}
        </p>
      </div>
      {run.isOver ? (
        <Button size="sm" onClick={onHistory}>
          Show history
        </Button>
      ) : null}
    </div>
  );
}
