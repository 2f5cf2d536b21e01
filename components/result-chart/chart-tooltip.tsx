import type { TooltipContentProps } from "recharts";
import { amountColourOf } from "@/components/result-chart/amount-colours";
import type { ChartChoice } from "@/components/result-chart/chart-columns";

interface ChartTooltipProps extends Partial<Pick<TooltipContentProps<number, string>, "active" | "payload">> {
  choice: ChartChoice;
}

const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/** What stands under the pointer. */
export function ChartTooltip({ active, payload, choice }: ChartTooltipProps) {
  const [first] = payload ?? [];
  if (!active || first === undefined) return null;
  return (
    <div className="max-w-72 rounded bg-raised px-3 py-2 text-xs shadow-float">
      <p className="text-ink-muted wrap-anywhere">{String(first.payload.label)}</p>
      {choice.amounts.map(({ index, name }, number) => {
        const value = first.payload[`a${number}`];
        return (
          <p key={index} className="mt-0.5 flex items-center gap-2 tabular-nums">
            <span aria-hidden className="h-0.5 w-3" style={{ background: amountColourOf(number) }} />
            <span className="truncate">{name}</span>
            <span className="ml-auto pl-4 font-medium">{value === null ? "–" : numbers.format(Number(value))}</span>
          </p>
        );
      })}
    </div>
  );
}
