import { Skeleton } from "@/components/ui/skeleton";

const lineWidths = ["w-48", "w-64", "w-40", "w-56"];

/** Stands exactly where the editor's gutter and first lines will. */
export function SqlEditorSkeleton() {
  return (
    <div aria-hidden="true" className="flex h-full gap-5 py-3 pl-7 font-mono text-ink-faint leading-6">
      <div className="text-right">
        {lineWidths.map((width, index) => (
          <div key={width}>{index + 1}</div>
        ))}
      </div>
      <div>
        {lineWidths.map((width) => (
          <div key={width} className="flex h-6 items-center">
            <Skeleton className={`h-3 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
