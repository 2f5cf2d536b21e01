import { FleetSection } from "@/components/admin/fleet-section";
import { LocalTime } from "@/components/admin/local-time";
import { cellClass, headClass } from "@/components/admin/table-class";
import type { AuditAction, AuditEntry } from "@/lib/schemas/fleet";

const actionWords: Record<AuditAction, string> = {
  end_session: "ended",
  wake_session: "woke",
  drain_on: "drained",
  drain_off: "ended the draining of",
};

/** Who did what by hand, the newest first. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  return (
    <FleetSection title="Audit log" summary="done by hand">
      {entries.length === 0 ? (
        <p className="border-t py-6 text-ink-muted">
          Nobody has intervened. Ending another's session, waking one and draining are written down here.
        </p>
      ) : (
        <table className="w-full border-collapse">
          <caption className="sr-only">Acts by hand</caption>
          <thead>
            <tr>
              <th scope="col" className={headClass}>
                When
              </th>
              <th scope="col" className={headClass}>
                Who
              </th>
              <th scope="col" className={headClass}>
                What
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
    </FleetSection>
  );
}

function AuditRow({ entry: { at, actorName, action, subject, outcome, reason } }: { entry: AuditEntry }) {
  return (
    <tr>
      <td className={`${cellClass} text-ink-muted`}>
        <LocalTime at={at} seconds />
      </td>
      <td className={`${cellClass} w-1/4 max-w-0 truncate`}>{actorName}</td>
      <td className={`${cellClass} w-3/4 max-w-0 break-words`}>
        {actionWords[action]} {subject}
        {outcome === "failed" ? <span className="block text-danger">failed{reason ? `: ${reason}` : ""}</span> : null}
      </td>
    </tr>
  );
}
