import { Skeleton } from "@/components/ui/skeleton";

const sections = ["first", "second", "third"];

/** A form's layout without its words. */
export function FormSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      <Skeleton className="mt-3 h-8 w-64" />
      <div className="mt-14">
        {sections.map((section) => (
          <div key={section} className="border-t py-8 md:grid md:grid-cols-[12rem_1fr] md:gap-8">
            <Skeleton className="mb-5 h-5 w-24" />
            <div className="flex flex-col gap-6">
              <Skeleton className="h-11" />
              <Skeleton className="h-28" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
