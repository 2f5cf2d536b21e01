import { ClassRow } from "@/components/teacher/class-row";
import type { ClassSession } from "@/lib/schemas/session";

interface ClassTableProps {
  sessions: ClassSession[];
  onEnd: (session: ClassSession) => void;
}

const columnClass = "border-b border-hairline py-2 pr-6 text-left text-xs font-medium text-ink-muted";

/** On a phone, exercise and state move under the student's name. */
export function ClassTable({ sessions, onEnd }: ClassTableProps) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Open databases</caption>
      <thead>
        <tr>
          <th scope="col" className={columnClass}>
            Student
          </th>
          <th scope="col" className={`${columnClass} hidden md:table-cell`}>
            Exercise
          </th>
          <th scope="col" className={`${columnClass} hidden md:table-cell`}>
            State
          </th>
          <th scope="col" className={`${columnClass} hidden text-right sm:table-cell`}>
            Open for
          </th>
          <th scope="col" className={`${columnClass} hidden text-right lg:table-cell`}>
            Last used
          </th>
          <th scope="col" className="border-b border-hairline py-2">
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((entry) => (
          <ClassRow key={entry.session.id} entry={entry} onEnd={onEnd} />
        ))}
      </tbody>
    </table>
  );
}
