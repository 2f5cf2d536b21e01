import { FleetSection } from "@/components/admin/fleet-section";
import { countOf } from "@/components/admin/format-figure";
import { LocalTime } from "@/components/admin/local-time";
import { cellClass, figureClass, headClass } from "@/components/admin/table-class";
import { StatusDot } from "@/components/ui/status-dot";
import type { FleetPool } from "@/lib/schemas/fleet";

interface PoolTableProps {
  pool: FleetPool[];
}

/** The containers ahead of need, by template. */
export function PoolTable({ pool }: PoolTableProps) {
  const waiting = pool.reduce((sum, one) => sum + one.waiting, 0);
  const showsWanted = pool.some(({ wanted }) => wanted !== null);
  return (
    <FleetSection title="Pool" summary={`${countOf(waiting, "container")} ready to be claimed`}>
      {pool.length === 0 ? (
        <p className="border-t py-6 text-ink-muted">
          No exercise database has a template yet. The keeper builds one for each, and then fills the pool.
        </p>
      ) : (
        <table className="w-full border-collapse">
          <caption className="sr-only">Waiting containers by template</caption>
          <PoolHead showsWanted={showsWanted} />
          <tbody>
            {pool.map((one) => (
              <PoolRow key={one.templateKey} pool={one} showsWanted={showsWanted} />
            ))}
          </tbody>
        </table>
      )}
    </FleetSection>
  );
}

function PoolHead({ showsWanted }: { showsWanted: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col" className={headClass}>
          Exercise database
        </th>
        <th scope="col" className={`${headClass} text-right`}>
          Waiting
        </th>
        <th scope="col" className={`${headClass} hidden text-right sm:table-cell`}>
          Starting
        </th>
        {showsWanted ? (
          <th scope="col" className={`${headClass} text-right`}>
            Wanted
          </th>
        ) : null}
        <th scope="col" className={`${headClass} hidden md:table-cell`}>
          Service
        </th>
      </tr>
    </thead>
  );
}

function PoolRow({ pool, showsWanted }: { pool: FleetPool; showsWanted: boolean }) {
  const { templateKey, database, waiting, starting, wanted } = pool;
  return (
    <tr>
      <th scope="row" className={`${cellClass} w-full max-w-0 text-left font-normal md:w-1/2`}>
        <p className="truncate font-medium">{database?.title ?? "No exercise database"}</p>
        <p className="truncate font-mono text-xs text-ink-muted" title={templateKey}>
          {database ? `${database.slug} · ` : ""}
          {templateKey.slice(0, 8)}
        </p>
        <div className="mt-1 md:hidden">
          <Service pool={pool} />
        </div>
      </th>
      <td className={figureClass}>{waiting}</td>
      <td className={`${figureClass} hidden sm:table-cell`}>{starting}</td>
      {showsWanted ? <td className={figureClass}>{wanted ?? "–"}</td> : null}
      <td className={`${cellClass} hidden md:table-cell md:w-2/5`}>
        <Service pool={pool} />
      </td>
    </tr>
  );
}

function Service({ pool: { database, outOfService } }: { pool: FleetPool }) {
  if (outOfService === null) {
    return (
      <span className="inline-flex items-center gap-1.5 text-ink-muted">
        <StatusDot tone={database ? "ready" : "off"} />
        {database ? "in service" : "being removed"}
      </span>
    );
  }
  const { failures, reason, retryAt } = outOfService;
  return (
    <span className="flex items-start gap-1.5 [&>svg]:mt-[5px]">
      <StatusDot tone="failed" />
      <span className="min-w-0 break-words">
        Out of service after {countOf(failures, "failed start")}, tried again at <LocalTime at={retryAt} seconds />.{" "}
        <span className="text-ink-muted">{reason}</span>
      </span>
    </span>
  );
}
