import type { FleetAct } from "@/components/admin/fleet-act";
import { formatBytes, formatPercent } from "@/components/admin/format-figure";
import { cellClass, figureClass } from "@/components/admin/table-class";
import { useWakeSession } from "@/components/admin/use-fleet-act";
import { formatElapsed } from "@/components/shell/format-elapsed";
import { SessionStatus } from "@/components/shell/session-status";
import { Button } from "@/components/ui/button";
import type { FleetSession } from "@/lib/schemas/fleet";

interface SessionRowProps {
  session: FleetSession;
  at: string;
  onAsk: (act: FleetAct) => void;
}

export function SessionRow({ session, at, onAsk }: SessionRowProps) {
  const { student, exercise, containerName, memoryBytes, cpuPercent, createdAt, lastActiveAt } = session;
  const since = (time: string) => formatElapsed(Date.parse(at) - Date.parse(time));
  return (
    <tr>
      <th scope="row" className={`${cellClass} w-full max-w-0 text-left font-normal md:w-2/5`}>
        <p className="truncate font-medium">{student.name}</p>
        <p className="truncate text-xs text-ink-muted">{student.email}</p>
        <div className="mt-1 md:hidden">
          <p className="truncate">{exercise.title}</p>
          <div className="flex flex-wrap gap-x-3 text-ink-muted">
            <SessionStatus session={session} />
            <span className="tabular-nums sm:hidden">idle {since(lastActiveAt)}</span>
          </div>
        </div>
      </th>
      <td className={`${cellClass} hidden max-w-0 md:table-cell md:w-2/5`}>
        <p className="truncate">{exercise.title}</p>
        <p className="truncate font-mono text-xs text-ink-muted" title={containerName ?? undefined}>
          {containerName}
        </p>
      </td>
      <td className={`${cellClass} hidden md:table-cell`}>
        <SessionStatus session={session} />
      </td>
      <td className={figureClass}>{memoryBytes === null ? "–" : formatBytes(memoryBytes)}</td>
      <td className={`${figureClass} hidden sm:table-cell`}>{cpuPercent === null ? "–" : formatPercent(cpuPercent)}</td>
      <td className={`${figureClass} hidden text-ink-muted sm:table-cell`}>{since(lastActiveAt)}</td>
      <td className={`${figureClass} hidden text-ink-muted lg:table-cell`}>{since(createdAt)}</td>
      <td className="border-b border-hairline py-2 align-top">
        <SessionActions session={session} onAsk={onAsk} />
      </td>
    </tr>
  );
}

function SessionActions({ session, onAsk }: Pick<SessionRowProps, "session" | "onAsk">) {
  const wake = useWakeSession();
  const whose = `${session.exercise.title} of ${session.student.name}`;
  return (
    <div className="flex flex-col items-end gap-1.5 sm:flex-row sm:justify-end">
      {session.state === "hibernated" ? (
        <Button size="sm" pending={wake.isPending} onClick={() => wake.mutate(session)} aria-label={`Wake ${whose}`}>
          Wake
        </Button>
      ) : null}
      <Button size="sm" onClick={() => onAsk({ kind: "end", session })} aria-label={`End ${whose}`}>
        End…
      </Button>
    </div>
  );
}
