import { Check, X } from "lucide-react";
import { formatDuration } from "@/components/results-grid/result-words";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { RanStatement } from "@/lib/schemas/statement-history";

interface RanRowProps {
  ran: RanStatement;
  isCopied: boolean;
  /** When it ran, where that is worth a place. */
  at?: string;
  onCopy: () => void;
}

export function RanRow({ ran, isCopied, at, onCopy }: RanRowProps) {
  const { statement, outcome, message, durationMs } = ran;
  const isOk = outcome === "ok";
  const Mark = isOk ? Check : X;
  return (
    <li className="flex items-start gap-3 py-2 pr-2 pl-3">
      <Mark aria-hidden className={`mt-0.5 size-3.5 shrink-0 ${isOk ? "text-accent" : "text-danger"}`} />
      <div className="min-w-0 flex-1">
        <pre className="line-clamp-3 whitespace-pre-wrap font-mono text-[0.8125rem] wrap-anywhere">
          {statement.trim().slice(0, 600)}
        </pre>
        <p className={`mt-0.5 line-clamp-2 text-xs wrap-anywhere ${isOk ? "text-ink-muted" : "text-danger"}`}>
          {isOk ? `${message} · ${formatDuration(durationMs)}` : message}
          {at === undefined ? null : <span className="text-ink-muted"> · {at}</span>}
        </p>
      </div>
      <Button size="sm" variant="quiet" onClick={onCopy} className={isCopied ? "text-accent" : undefined}>
        {isCopied ? "In the editor" : "Copy to editor"}
      </Button>
    </li>
  );
}

export function RanSkeleton() {
  return (
    <div className="space-y-3 rounded border bg-surface p-3">
      <span className="sr-only">What you ran is loading.</span>
      <Skeleton className="h-3.5 w-3/4" />
      <Skeleton className="h-3.5 w-1/2" />
      <Skeleton className="h-3.5 w-2/3" />
    </div>
  );
}
