"use client";

import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import type { HistoryPoint } from "@/components/admin/history-points";
import type { HistorySeries } from "@/components/admin/history-series";
import { HistoryTooltip } from "@/components/admin/history-tooltip";

interface HistoryChartProps {
  points: HistoryPoint[];
  series: HistorySeries[];
  format: (value: number) => string;
  /** The least height of the scale, so that one session does not look like a crowd. */
  leastTop: number;
}

const shortSpanMs = 10 * 60_000;
const tick = { fontSize: 11, fill: "var(--ink-muted)" };

/** Drawn for eyes alone; the figure around it says the same in words and as a table. Nothing of it moves by itself. */
export default function HistoryChart({ points, series, format, leastTop }: HistoryChartProps) {
  const top = scaleTop(points, series, leastTop);
  const ticks = [0, 1, 2, 3, 4].map((fourth) => (top * fourth) / 4);
  return (
    <AreaChart
      responsive
      data={points}
      accessibilityLayer={false}
      margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
      className="size-full"
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" />
      <XAxis
        dataKey="at"
        type="number"
        scale="time"
        domain={["dataMin", "dataMax"]}
        tickFormatter={timesOfDay(points)}
        tick={tick}
        tickLine={false}
        stroke="var(--hairline-strong)"
        minTickGap={64}
      />
      <YAxis
        domain={[0, top]}
        allowDataOverflow
        ticks={ticks}
        tickFormatter={format}
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={64}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--hairline-strong)" }}
        content={<HistoryTooltip series={series} format={format} />}
      />
      {series.map(({ key, name, colour, limit }) => (
        <Area
          key={key}
          dataKey={key}
          name={name}
          type="stepAfter"
          isAnimationActive={false}
          stroke={`var(${colour})`}
          strokeWidth={1.5}
          strokeDasharray={limit ? "4 3" : undefined}
          fill={`var(${colour})`}
          fillOpacity={limit ? 0 : 0.16}
          activeDot={{ r: 3, strokeWidth: 0 }}
        />
      ))}
    </AreaChart>
  );
}

/**
 * A quarter above the highest amount, in whole fourths for the grid's lines. A limit far above it would press everything
 * to the ground, and stays outside.
 */
function scaleTop(points: HistoryPoint[], series: HistorySeries[], leastTop: number): number {
  const amounts = series.filter(({ limit }) => !limit).flatMap(({ key }) => points.map((point) => point[key] ?? 0));
  return Math.max(leastTop, Math.ceil((Math.max(0, ...amounts) * 1.25) / 4) * 4);
}

/** Seconds only where minutes alone would say the same thing twice. */
function timesOfDay(points: HistoryPoint[]): (at: number) => string {
  const spanMs = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
  const second = spanMs < shortSpanMs ? ("2-digit" as const) : undefined;
  return (at) => new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", second });
}
