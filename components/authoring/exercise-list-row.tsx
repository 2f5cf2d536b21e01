import { Trash2 } from "lucide-react";
import Link from "next/link";
import { kindNames } from "@/components/authoring/exercise-labels";
import { standingTone, standingWords } from "@/components/authoring/gate-standing";
import { cellClass } from "@/components/authoring/list-heading";
import { ListState } from "@/components/authoring/list-state";
import { IconButton } from "@/components/ui/icon-button";
import type { ExerciseSummary } from "@/lib/schemas/authored-exercise";

interface ExerciseListRowProps {
  exercise: ExerciseSummary;
  onDelete: () => void;
}

/** On a phone, what has no column of its own stands beneath the title. */
export function ExerciseListRow({ exercise, onDelete }: ExerciseListRowProps) {
  const { id, title, topic, kind, database, position, attempts } = exercise;
  return (
    <tr className="hover:bg-surface">
      <td className={`${cellClass} hidden text-right text-ink-muted tabular-nums sm:table-cell`}>{position}</td>
      <th scope="row" className={`${cellClass} w-full max-w-0 text-left font-normal sm:min-w-48 md:w-2/5`}>
        <Link
          href={`/course/exercises/${id}`}
          className="block truncate rounded text-base font-medium text-ink hover:underline"
        >
          {title}
        </Link>
        <p className="truncate text-ink-muted md:hidden">{topic ?? "No topic"}</p>
        <div className="mt-1 sm:hidden">
          <State exercise={exercise} />
        </div>
      </th>
      <td className={`${cellClass} hidden max-w-48 truncate text-ink-muted md:table-cell`}>{topic}</td>
      <td className={`${cellClass} hidden text-ink-muted lg:table-cell`}>{kindNames[kind]}</td>
      <td className={`${cellClass} hidden max-w-56 truncate text-ink-muted lg:table-cell`}>{database.title}</td>
      <td className={`${cellClass} hidden sm:table-cell`}>
        <State exercise={exercise} />
      </td>
      <td className={`${cellClass} hidden text-right text-ink-muted tabular-nums md:table-cell`}>
        {attempts.toLocaleString("en")}
      </td>
      <td className="border-b border-hairline py-2 text-right">
        <IconButton label={`Delete ${title}`} icon={<Trash2 aria-hidden />} onClick={onDelete} />
      </td>
    </tr>
  );
}

function State({ exercise }: { exercise: ExerciseSummary }) {
  return <ListState tone={standingTone(exercise)}>{standingWords(exercise)}</ListState>;
}
