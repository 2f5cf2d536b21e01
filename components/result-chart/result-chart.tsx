"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { loadPart } from "@/components/http/load-part";
import { type ChartChoice, suggestChart } from "@/components/result-chart/chart-columns";
import { ChartControls } from "@/components/result-chart/chart-controls";
import { chartPoints } from "@/components/result-chart/chart-points";
import { formatCount } from "@/components/results-grid/result-words";
import { Skeleton } from "@/components/ui/skeleton";
import type { RowsResult } from "@/lib/schemas/query";

/** The library that draws is large, and comes when the first chart is asked for. */
const ChartPicture = dynamic(
  () => loadPart(() => import("@/components/result-chart/chart-picture")).catch(() => NoPicture),
  {
    ssr: false,
    loading: () => <Skeleton className="size-full" />,
  },
);

function NoPicture() {
  return <p className="text-ink-muted">The chart could not be loaded. The rows are all there, under Results.</p>;
}

/** A result as a picture, where its columns suit one. */
export function ResultChart({ result }: { result: RowsResult }) {
  const suggested = useMemo(() => suggestChart(result), [result]);
  if (suggested === null) return <NothingToDraw />;
  // Another result begins anew with what suits it.
  return <Chart key={result.columns.map(({ name }) => name).join()} result={result} suggested={suggested} />;
}

function Chart({ result, suggested }: { result: RowsResult; suggested: ChartChoice }) {
  const [choice, setChoice] = useState(suggested);
  const { points, left, cut } = useMemo(() => chartPoints(result, choice), [result, choice]);
  const notes = [
    result.truncated ? `Of the first ${formatCount(result.rows.length)} rows.` : null,
    cut > 0 ? `${formatCount(cut)} rows more than fit.` : null,
    left > 0 ? `${formatCount(left)} rows without a place along ${choice.along.name}.` : null,
  ].filter((note) => note !== null);
  return (
    <figure className="flex min-h-0 flex-1 flex-col">
      <ChartControls columns={result.columns} choice={choice} onChange={setChoice} />
      {notes.length === 0 ? null : <p className="px-4 pb-2 text-warn text-xs">{notes.join(" ")}</p>}
      <div aria-hidden="true" className="min-h-48 flex-1 px-2 pb-2">
        <ChartPicture points={points} choice={choice} />
      </div>
      <figcaption className="sr-only">
        {choice.amounts.map(({ name }) => name).join(", ")} by {choice.along.name}: {points.length} points. The rows
        stand under Results.
      </figcaption>
    </figure>
  );
}

function NothingToDraw() {
  return (
    <p className="max-w-prose p-4 text-ink-muted">
      A chart needs two rows or more, with a column of numbers, and one of dates, words or numbers to draw them along.
    </p>
  );
}
