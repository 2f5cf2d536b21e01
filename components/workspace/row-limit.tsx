import { formatCount } from "@/components/results-grid/result-words";

/** The last is the most that Carrel gives at once. */
const rowLimits = [1_000, 10_000, 100_000];
export const defaultRowLimit = 1_000;

interface RowLimitProps {
  value: number;
  onChange: (maxRows: number) => void;
}

/** How many rows of a result the next run shows at most. */
export function RowLimit({ value, onChange }: RowLimitProps) {
  return (
    <label className="flex shrink-0 md:ml-auto items-center gap-1.5 pr-1 text-ink-muted text-xs">
      <span className="max-lg:sr-only">Show up to</span>
      <select
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-7 rounded border border-hairline-strong bg-surface px-1 text-ink tabular-nums"
      >
        {rowLimits.map((limit) => (
          <option key={limit} value={limit}>
            {formatCount(limit)} rows
          </option>
        ))}
      </select>
    </label>
  );
}
