import type { ReactNode } from "react";
import { SqlEditorSkeleton } from "@/components/sql-editor/sql-editor-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

/** The workspace's layout before the browser knows its own width: CSS alone places the same parts at the same places. */
export function WorkspaceFrame({ task }: { task: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col md:flex-row">
      <div className="flex h-11 shrink-0 items-center justify-around border-b bg-surface md:hidden">
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-12" />
      </div>
      <div className="min-h-0 flex-1 overflow-hidden md:w-[32%] md:flex-none md:border-r">{task}</div>
      <div className="hidden min-w-0 flex-1 flex-col bg-surface md:flex">
        <div className="flex h-[42%] shrink-0 flex-col border-b">
          <div className="flex h-10 shrink-0 items-center justify-between border-b pr-2 pl-4">
            <span className="font-medium text-ink-muted">Your SQL</span>
            <Skeleton className="h-7 w-24" />
          </div>
          <SqlEditorSkeleton />
        </div>
        <div className="flex-1" />
        <div className="flex h-11 shrink-0 items-center gap-4 border-t px-4">
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-3 w-10" />
        </div>
      </div>
      <div className="shrink-0 border-t bg-surface p-2 md:hidden">
        <Skeleton className="h-11 w-full" />
      </div>
    </div>
  );
}
