import { formatBytes } from "@/components/admin/format-figure";
import { LocalTime } from "@/components/admin/local-time";
import { figureClass, headClass } from "@/components/admin/table-class";
import type { FleetSample } from "@/lib/schemas/fleet";

const columns = ["Running", "Asleep", "In the queue", "In the pool", "Places", "Memory in use"];

/** The pictures' figures to read, the newest first. */
export function HistoryTable({ samples }: { samples: FleetSample[] }) {
  return (
    <details className="mt-4">
      <summary className="w-fit rounded text-ink-muted hover:text-ink">Show as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section aria-label="Samples" tabIndex={0} className="mt-2 max-h-80 overflow-auto">
        <table className="w-full border-collapse">
          <thead>
            <tr>
              <th scope="col" className={headClass}>
                Time
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className={`${headClass} text-right`}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.toReversed().map((sample) => (
              <SampleRow key={sample.at} sample={sample} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function SampleRow({ sample }: { sample: FleetSample }) {
  const { at, running, hibernated, queued, pooled, capacity, memoryBytes } = sample;
  return (
    <tr>
      <th scope="row" className={`${figureClass} text-left font-normal`}>
        <LocalTime at={at} seconds />
      </th>
      <td className={figureClass}>{running}</td>
      <td className={figureClass}>{hibernated}</td>
      <td className={figureClass}>{queued}</td>
      <td className={figureClass}>{pooled}</td>
      <td className={figureClass}>{capacity}</td>
      <td className={figureClass}>{memoryBytes === null ? "–" : formatBytes(memoryBytes)}</td>
    </tr>
  );
}
