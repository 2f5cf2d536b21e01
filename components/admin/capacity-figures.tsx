import { formatBytes } from "@/components/admin/format-figure";
import type { FleetCapacity } from "@/lib/schemas/fleet";

interface Figure {
  name: string;
  value: string;
  /** What the value is part of, or what it means. */
  note: string;
}

/** The figures of this moment, in one row. */
export function CapacityFigures({ capacity }: { capacity: FleetCapacity }) {
  return (
    <dl className="mt-6 grid grid-cols-2 gap-x-6 gap-y-5 border-y py-5 sm:grid-cols-3 lg:grid-cols-6">
      {figuresOf(capacity).map(({ name, value, note }) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-ink-muted">{name}</dt>
          <dd className="mt-1 text-xl font-semibold tracking-tight tabular-nums">{value}</dd>
          <dd className="mt-0.5 text-xs text-ink-muted tabular-nums">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function figuresOf(capacity: FleetCapacity): Figure[] {
  const { places, configuredPlaces, taken, hibernated, queued, pooled, host } = capacity;
  const fewer = places < configuredPlaces ? `, ${configuredPlaces} allowed` : "";
  return [
    { name: "Places taken", value: String(taken), note: `of ${places}${fewer}` },
    { name: "Asleep", value: String(hibernated), note: "data kept, no place" },
    { name: "In the queue", value: String(queued), note: queued === 0 ? "nobody waits" : "wait for a place" },
    { name: "In the pool", value: String(pooled), note: "started ahead of need" },
    memoryFigure(host),
    {
      name: "Disk free",
      value: host?.diskFreeBytes == null ? "–" : formatBytes(host.diskFreeBytes),
      note: host?.diskFreeBytes == null ? "not known" : "where Docker writes",
    },
  ];
}

function memoryFigure(host: FleetCapacity["host"]): Figure {
  const name = "Host memory in use";
  if (host?.memoryTotalBytes == null || host.memoryAvailableBytes == null)
    return { name, value: "–", note: "not known" };
  const used = host.memoryTotalBytes - host.memoryAvailableBytes;
  return { name, value: formatBytes(used), note: `of ${formatBytes(host.memoryTotalBytes)}` };
}
