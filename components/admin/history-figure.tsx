"use client";

import dynamic from "next/dynamic";
import type { HistoryPoint } from "@/components/admin/history-points";
import type { HistorySeries } from "@/components/admin/history-series";
import { loadPart } from "@/components/http/load-part";
import { Skeleton } from "@/components/ui/skeleton";

/** The library that draws is larger than the rest of the page, and comes after it; without it there is still the table. */
const HistoryChart = dynamic(() => loadPart(() => import("@/components/admin/history-chart")).catch(() => NoChart), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

function NoChart() {
  return <p className="text-sm text-ink-muted">The picture could not be loaded. The table below has its figures.</p>;
}

interface HistoryFigureProps {
  title: string;
  points: HistoryPoint[];
  series: HistorySeries[];
  format: (value: number) => string;
  leastTop: number;
}

export function HistoryFigure({ title, series, ...chart }: HistoryFigureProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap gap-x-4 text-xs text-ink-muted">
        <span className="font-medium text-ink">{title}</span>
        {series.map(({ key, name, colour, limit }) => (
          <span key={key} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" viewBox="0 0 14 4" className="h-1 w-3.5">
              <path
                d="M0 2h14"
                strokeWidth="2"
                strokeDasharray={limit ? "4 2" : undefined}
                style={{ stroke: `var(${colour})` }}
              />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
      <div aria-hidden="true" className="h-52">
        <HistoryChart series={series} {...chart} />
      </div>
    </figure>
  );
}
