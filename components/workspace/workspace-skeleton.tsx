import { Skeleton } from "@/components/ui/skeleton";
import { WorkspaceFrame } from "@/components/workspace/workspace-frame";

const lineWidths = ["w-full", "w-11/12", "w-full", "w-4/5", "w-2/3"];

/** The whole page before its exercise is known. */
export function WorkspaceSkeleton() {
  return (
    <div className="flex h-dvh flex-col">
      <p role="status" className="sr-only">
        The exercise is loading.
      </p>
      <div className="flex h-12 shrink-0 items-center gap-4 border-b bg-surface px-4">
        <Skeleton className="size-5.5" />
        <Skeleton className="h-3 w-40" />
        <Skeleton className="ml-auto h-3 w-24" />
        <Skeleton className="size-7" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        <WorkspaceFrame task={<TaskSkeleton />} />
      </div>
    </div>
  );
}

function TaskSkeleton() {
  return (
    <div className="h-full bg-paper px-5 pt-5">
      <Skeleton className="h-3 w-32" />
      <Skeleton className="mt-4 h-5 w-56" />
      <div className="mt-6 space-y-3">
        {lineWidths.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of lines that all look alike.
          <Skeleton key={index} className={`h-3.5 ${width}`} />
        ))}
      </div>
    </div>
  );
}
