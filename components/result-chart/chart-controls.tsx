import { amountColourOf } from "@/components/result-chart/amount-colours";
import { type ChartChoice, chartColumns, kindAlong, mostAmounts } from "@/components/result-chart/chart-columns";
import { NativeSelect } from "@/components/ui/native-select";
import type { RowsResult } from "@/lib/schemas/query";

interface ChartControlsProps {
  columns: RowsResult["columns"];
  choice: ChartChoice;
  onChange: (choice: ChartChoice) => void;
}

/** Along which column, and which amounts; the amounts are the legend, too. */
export function ChartControls({ columns, choice, onChange }: ChartControlsProps) {
  const usable = chartColumns(columns);
  const numbers = usable.filter(({ role, index }) => role === "number" && index !== choice.along.index);
  const chooseAlong = (index: number) => {
    const along = usable.find((column) => column.index === index);
    if (!along) return;
    const amounts = choice.amounts.filter((amount) => amount.index !== index);
    onChange({ along, amounts: amounts.length > 0 ? amounts : firstOther(usable, index), kind: kindAlong(along) });
  };
  const toggle = (index: number, isOn: boolean) => {
    const amounts = numbers.filter((one) =>
      one.index === index ? isOn : choice.amounts.some((amount) => amount.index === one.index),
    );
    if (amounts.length > 0 && amounts.length <= mostAmounts) onChange({ ...choice, amounts });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2">
      <div className="w-44">
        <NativeSelect
          label="Along"
          value={choice.along.index}
          onChange={(event) => chooseAlong(Number(event.target.value))}
        >
          {usable
            .filter(({ index }) => firstOther(usable, index).length > 0)
            .map(({ index, name }) => (
              <option key={index} value={index}>
                along {name}
              </option>
            ))}
        </NativeSelect>
      </div>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="sr-only">Amounts</legend>
        {numbers.map(({ index, name }) => {
          const place = choice.amounts.findIndex((amount) => amount.index === index);
          return (
            <label key={index} className="inline-flex min-h-6 items-center gap-1.5 text-xs">
              <input
                type="checkbox"
                checked={place >= 0}
                onChange={(event) => toggle(index, event.target.checked)}
                style={{ accentColor: place >= 0 ? amountColourOf(place) : undefined }}
              />
              {name}
            </label>
          );
        })}
      </fieldset>
    </div>
  );
}

function firstOther(usable: ReturnType<typeof chartColumns>, index: number) {
  return usable.filter((column) => column.role === "number" && column.index !== index).slice(0, 1);
}
