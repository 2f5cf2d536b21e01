import { Skeleton } from "@/components/ui/skeleton";

const figures = ["taken", "asleep", "queue", "pool", "memory", "disk"];
const rows = ["first", "second", "third", "fourth", "fifth"];

/** The page's layout without its words. */
export function FleetSkeleton() {
  return (
    <div role="status" aria-label="Loading the fleet">
      <div className="mt-1 flex h-8 items-center justify-between">
        <Skeleton className="h-4 w-12" />
        <Skeleton className="h-5 w-20" />
      </div>
      <div className="mt-6 grid grid-cols-2 gap-x-6 gap-y-5 border-y py-5 sm:grid-cols-3 lg:grid-cols-6">
        {figures.map((figure) => (
          <div key={figure} className="min-w-0">
            <Skeleton className="h-3 w-20" />
            <Skeleton className="mt-2 h-6 w-12" />
            <Skeleton className="mt-1.5 h-3 w-24" />
          </div>
        ))}
      </div>
      <div className="mt-12 grid gap-8 md:grid-cols-2">
        <Skeleton className="h-56" />
        <Skeleton className="h-56" />
      </div>
      <Skeleton className="mt-12 h-5 w-24" />
      {rows.map((row) => (
        <div key={row} className="flex h-14 items-center justify-between border-b">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-7 w-14" />
        </div>
      ))}
    </div>
  );
}
