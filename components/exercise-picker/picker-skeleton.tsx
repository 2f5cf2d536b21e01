import { Skeleton } from "@/components/ui/skeleton";

const topics = [
  { key: "first", rows: ["a", "b", "c"] },
  { key: "second", rows: ["a", "b"] },
  { key: "third", rows: ["a", "b", "c"] },
];

/** The picker's layout without its words: the same heights, so that nothing jumps. */
export function PickerSkeleton() {
  return (
    <div role="status" aria-label="Loading the exercises">
      <div className="mt-8 mb-6 flex flex-col gap-2 sm:flex-row">
        <Skeleton className="h-9 sm:flex-1" />
        <Skeleton className="h-9 sm:w-72" />
      </div>
      {topics.map(({ key, rows }) => (
        <div key={key} className="border-t py-4 md:grid md:grid-cols-[12rem_1fr] md:gap-8">
          <div className="py-3">
            <Skeleton className="my-1 h-4 w-24" />
          </div>
          <div>
            {rows.map((row) => (
              <div key={row} className="border-b py-3 last:border-b-0">
                <Skeleton className="my-1 h-4 w-40" />
                <Skeleton className="mt-2 mb-1.5 h-3 w-3/4" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
