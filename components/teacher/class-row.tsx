import { ElapsedTime } from "@/components/shell/elapsed-time";
import { SessionStatus } from "@/components/shell/session-status";
import { Button } from "@/components/ui/button";
import type { ClassSession } from "@/lib/schemas/session";

interface ClassRowProps {
  entry: ClassSession;
  onEnd: (session: ClassSession) => void;
}

const cellClass = "border-b border-hairline py-3 pr-6 align-middle";
const timeClass = `${cellClass} whitespace-nowrap text-right text-ink-muted`;

export function ClassRow({ entry, onEnd }: ClassRowProps) {
  const { session, student, exercise } = entry;
  return (
    <tr>
      <th scope="row" className={`${cellClass} w-full max-w-0 text-left font-normal md:w-2/5`}>
        <p className="truncate font-medium text-ink">{student.name}</p>
        <p className="truncate text-xs text-ink-muted">{student.email}</p>
        <div className="mt-1.5 md:hidden">
          <p className="truncate text-ink">{exercise.title}</p>
          <div className="flex items-center gap-3 text-ink-muted">
            <SessionStatus session={session} />
            <span className="sm:hidden">
              <ElapsedTime since={session.createdAt} />
            </span>
          </div>
        </div>
      </th>
      <td className={`${cellClass} hidden max-w-0 md:table-cell md:w-2/5`}>
        <p className="truncate">{exercise.title}</p>
      </td>
      <td className={`${cellClass} hidden md:table-cell`}>
        <SessionStatus session={session} />
      </td>
      <td className={`${timeClass} hidden sm:table-cell`}>
        <ElapsedTime since={session.createdAt} />
      </td>
      <td className={`${timeClass} hidden lg:table-cell`}>
        <ElapsedTime since={session.lastActiveAt} /> ago
      </td>
      <td className="border-b border-hairline py-3 text-right">
        <Button size="sm" onClick={() => onEnd(entry)} aria-label={`End ${exercise.title} of ${student.name}`}>
          End…
        </Button>
      </td>
    </tr>
  );
}
