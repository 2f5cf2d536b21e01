import type { FleetAct } from "@/components/admin/fleet-act";
import { SessionRow } from "@/components/admin/session-row";
import { SortHeading } from "@/components/admin/sort-heading";
import type { SessionOrder, SortKey } from "@/components/admin/sort-sessions";
import { headClass } from "@/components/admin/table-class";
import type { FleetSession } from "@/lib/schemas/fleet";

interface SessionsTableProps {
  sessions: FleetSession[];
  at: string;
  order: SessionOrder;
  onSort: (key: SortKey) => void;
  onAsk: (act: FleetAct) => void;
}

/** On a phone, exercise, state and idle time move under the student's name. */
export function SessionsTable({ sessions, at, order, onSort, onAsk }: SessionsTableProps) {
  const sorting = { order, onSort };
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Open databases, with what their containers use</caption>
      <thead>
        <tr>
          <SortHeading sortKey="student" {...sorting}>
            Student
          </SortHeading>
          <th scope="col" className={`${headClass} hidden md:table-cell`}>
            Exercise
          </th>
          <th scope="col" className={`${headClass} hidden md:table-cell`}>
            State
          </th>
          <SortHeading sortKey="memory" figures {...sorting}>
            Memory
          </SortHeading>
          <SortHeading sortKey="cpu" figures {...sorting} className="hidden sm:table-cell">
            CPU
          </SortHeading>
          <SortHeading sortKey="idle" figures {...sorting} className="hidden sm:table-cell">
            Idle
          </SortHeading>
          <th scope="col" className={`${headClass} hidden text-right lg:table-cell`}>
            Open for
          </th>
          <th scope="col" className="border-b border-hairline py-2">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} at={at} onAsk={onAsk} />
        ))}
      </tbody>
    </table>
  );
}
