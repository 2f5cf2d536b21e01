"use client";

import { ResultChart } from "@/components/result-chart/result-chart";
import type { QueryResponse } from "@/lib/schemas/query";

/** Draws the last rows of the last run. */
export function ChartPanel({ response }: { response: QueryResponse | null }) {
  const result = response?.results.findLast(({ kind }) => kind === "rows");
  if (result?.kind !== "rows") return <NothingToDraw />;
  return <ResultChart result={result} />;
}

function NothingToDraw() {
  return <p className="max-w-prose p-4 text-ink-muted">Run a query, and its rows are drawn here.</p>;
}
