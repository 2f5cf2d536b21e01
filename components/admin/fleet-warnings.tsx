import { TriangleAlert } from "lucide-react";
import type { Fleet } from "@/lib/schemas/fleet";

/** What needs somebody, in whole sentences; nothing where nothing does. */
export function FleetWarnings({ fleet }: { fleet: Fleet }) {
  const warnings = warningsOf(fleet);
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="mt-4 rounded bg-warn-soft px-4 py-1">
      {warnings.map((warning) => (
        <li key={warning} className="flex gap-2.5 py-2 text-ink">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="min-w-0 break-words">{warning}</span>
        </li>
      ))}
    </ul>
  );
}

function warningsOf({ capacity, keeper, warnings }: Fleet): string[] {
  return [
    ...(keeper.active
      ? []
      : [
          "No keeper is at work. Sessions go on, but nothing is built, put to sleep or cleaned up until it is started.",
        ]),
    ...(keeper.latest?.error ? [`The keeper's last round failed: ${keeper.latest.error}`] : []),
    ...(capacity.draining ? ["Carrel is drained: what runs goes on, and nothing new starts or wakes."] : []),
    ...(capacity.refusal ? [`Starts are refused, with these words: “${capacity.refusal}”`] : []),
    ...warnings,
  ];
}
