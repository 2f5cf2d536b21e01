import { FleetSection } from "@/components/admin/fleet-section";
import { formatBytes } from "@/components/admin/format-figure";
import { HistoryFigure } from "@/components/admin/history-figure";
import { describeRunning, historyPoints } from "@/components/admin/history-points";
import type { HistorySeries } from "@/components/admin/history-series";
import { HistoryTable } from "@/components/admin/history-table";
import type { FleetSample } from "@/lib/schemas/fleet";

const sessionSeries: HistorySeries[] = [
  { key: "running", name: "Running", colour: "--accent" },
  { key: "hibernated", name: "Asleep", colour: "--ink-faint" },
  { key: "queued", name: "In the queue", colour: "--warn" },
  { key: "capacity", name: "Places", colour: "--hairline-strong", limit: true },
];

const memorySeries: HistorySeries[] = [
  { key: "memoryBytes", name: "In use", colour: "--accent" },
  { key: "memoryTotalBytes", name: "Of the host", colour: "--hairline-strong", limit: true },
];

/** The last hours in two pictures, in words, and as a table. */
export function CapacityHistory({ samples }: { samples: FleetSample[] }) {
  const points = historyPoints(samples);
  const memoryTotal = samples.at(-1)?.memoryTotalBytes ?? 0;
  return (
    <FleetSection title="Capacity over time" summary={describeRunning(samples)}>
      {samples.length === 0 ? null : (
        <>
          <div className="grid gap-x-8 gap-y-6 border-t pt-4 md:grid-cols-2">
            <HistoryFigure title="Sessions" points={points} series={sessionSeries} format={String} leastTop={12} />
            <HistoryFigure
              title="Memory of the host"
              points={points}
              series={memorySeries}
              format={formatBytes}
              leastTop={memoryTotal}
            />
          </div>
          <HistoryTable samples={samples} />
        </>
      )}
    </FleetSection>
  );
}
