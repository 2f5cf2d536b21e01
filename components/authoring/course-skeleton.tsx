import { Skeleton } from "@/components/ui/skeleton";

const rows = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** A list's layout without its words. */
export function CourseSkeleton() {
  return (
    <div role="status" aria-label="Loading the course">
      <div className="mt-6 mb-4 flex h-8 items-center justify-between">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-8 w-32" />
      </div>
      <div className="h-8 border-b" />
      {rows.map((row) => (
        <div key={row} className="flex h-14 items-center justify-between border-b">
          <Skeleton className="h-4 w-56" />
          <Skeleton className="h-7 w-7" />
        </div>
      ))}
    </div>
  );
}
