import { type ReactNode, useId } from "react";

interface FleetSectionProps {
  title: string;
  /** In a few words, beside the title. */
  summary?: ReactNode;
  /** A field or a button at the right edge. */
  aside?: ReactNode;
  children: ReactNode;
}

export function FleetSection({ title, summary, aside, children }: FleetSectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="mt-12">
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 id={titleId} className="text-base font-semibold tracking-tight">
            {title}
          </h2>
          {summary === undefined ? null : <p className="text-ink-muted tabular-nums">{summary}</p>}
        </div>
        {aside}
      </div>
      {/* With large letters on a phone a table is wider than the page, and scrolls by itself. */}
      <div className="relative max-sm:overflow-x-auto">{children}</div>
    </section>
  );
}
