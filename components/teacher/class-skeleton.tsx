import { Skeleton } from "@/components/ui/skeleton";

const rows = ["first", "second", "third", "fourth", "fifth"];

/** The dashboard's layout without its words. */
export function ClassSkeleton() {
  return (
    <div role="status" aria-label="Loading the class">
      <div className="mt-6 mb-10">
        <div className="flex h-8 items-center justify-between">
          <Skeleton className="h-4 w-16" />
          <Skeleton className="h-8 w-32" />
        </div>
        <div className="mt-2 flex h-12 items-center border-t">
          <Skeleton className="h-4 w-96" />
        </div>
      </div>
      <div className="mt-1 mb-8 flex h-6 items-center justify-between">
        <Skeleton className="h-4 w-56" />
        <Skeleton className="h-4 w-12" />
      </div>
      <div className="h-8 border-b" />
      {rows.map((row) => (
        <div key={row} className="flex h-15 items-center justify-between border-b">
          <div>
            <Skeleton className="h-4 w-32" />
            <Skeleton className="mt-2 h-3 w-44" />
          </div>
          <Skeleton className="h-7 w-14" />
        </div>
      ))}
    </div>
  );
}
