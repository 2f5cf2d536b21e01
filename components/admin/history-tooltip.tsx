import type { TooltipContentProps } from "recharts";
import type { HistorySeries } from "@/components/admin/history-series";

interface HistoryTooltipProps
  extends Partial<Pick<TooltipContentProps<number, string>, "active" | "payload" | "label">> {
  series: HistorySeries[];
  format: (value: number) => string;
}

/** The figures of the moment under the pointer. */
export function HistoryTooltip({ active, payload, label, series, format }: HistoryTooltipProps) {
  if (!active || payload === undefined || payload.length === 0) return null;
  return (
    <div className="rounded bg-raised px-3 py-2 text-xs shadow-float">
      <p className="text-ink-muted tabular-nums">{new Date(Number(label)).toLocaleTimeString()}</p>
      {series.map(({ key, name, colour }) => {
        const value = payload.find(({ dataKey }) => dataKey === key)?.value;
        return (
          <p key={key} className="mt-0.5 flex items-center gap-2 tabular-nums">
            <span aria-hidden className="h-0.5 w-3" style={{ background: `var(${colour})` }} />
            {name}
            <span className="ml-auto pl-4 font-medium">{value == null ? "–" : format(Number(value))}</span>
          </p>
        );
      })}
    </div>
  );
}
