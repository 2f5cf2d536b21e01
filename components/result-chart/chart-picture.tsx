"use client";

import { Bar, BarChart, CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { amountColourOf } from "@/components/result-chart/amount-colours";
import type { ChartChoice } from "@/components/result-chart/chart-columns";
import type { ChartPoint } from "@/components/result-chart/chart-points";
import { ChartTooltip } from "@/components/result-chart/chart-tooltip";

interface ChartPictureProps {
  points: ChartPoint[];
  choice: ChartChoice;
}

const tick = { fontSize: 11, fill: "var(--ink-muted)" };
const frame = {
  responsive: true,
  accessibilityLayer: false,
  margin: { top: 8, right: 16, bottom: 4, left: 8 },
  className: "size-full",
};
const axisLine = { tick, tickLine: false, stroke: "var(--hairline-strong)" };

/** Drawn for eyes alone: the grid beside it has every figure. */
export default function ChartPicture({ points, choice }: ChartPictureProps) {
  const tooltip = (
    <Tooltip
      isAnimationActive={false}
      cursor={{ stroke: "var(--hairline-strong)", fill: "var(--sunken)" }}
      content={<ChartTooltip choice={choice} />}
    />
  );
  const grid = <CartesianGrid vertical={false} stroke="var(--hairline)" />;
  const amounts = <YAxis {...axisLine} width={64} tickFormatter={shortNumber} />;
  if (choice.kind === "bar") {
    return (
      <BarChart {...frame} data={points}>
        {grid}
        <XAxis {...axisLine} dataKey="label" minTickGap={8} tickFormatter={shortWord} />
        {amounts}
        {tooltip}
        {choice.amounts.map(({ index, name }, number) => (
          <Bar key={index} dataKey={`a${number}`} name={name} isAnimationActive={false} fill={amountColourOf(number)} />
        ))}
      </BarChart>
    );
  }
  return (
    <LineChart {...frame} data={points}>
      {grid}
      <XAxis
        {...axisLine}
        dataKey="at"
        type="number"
        domain={["dataMin", "dataMax"]}
        minTickGap={48}
        tickFormatter={placeFormat(choice)}
      />
      {amounts}
      {tooltip}
      {choice.amounts.map(({ index, name }, number) => (
        <Line
          key={index}
          dataKey={`a${number}`}
          name={name}
          type="linear"
          dot={points.length <= 40}
          strokeWidth={1.75}
          isAnimationActive={false}
          stroke={amountColourOf(number)}
        />
      ))}
    </LineChart>
  );
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

function shortNumber(value: number): string {
  return compact.format(value);
}

function shortWord(word: string): string {
  return word.length > 14 ? `${word.slice(0, 13)}…` : word;
}

function placeFormat({ along }: ChartChoice): (at: number) => string {
  return along.role === "time" ? (at) => new Date(at).toISOString().slice(0, 10) : shortNumber;
}
