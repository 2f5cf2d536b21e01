import Link from "next/link";
import { countWords } from "@/components/authoring/attempt-words";
import { ItemActions } from "@/components/authoring/item-actions";
import type { DatabaseExercise, ExerciseDatabase } from "@/lib/schemas/exercise-database";

interface DatabaseToolbarProps {
  database: ExerciseDatabase | null;
  exercises: DatabaseExercise[];
  onDelete: () => void;
}

/** Which exercises use it, and what can be done with the whole. */
export function DatabaseToolbar({ database, exercises, onDelete }: DatabaseToolbarProps) {
  if (database === null) {
    return <p className="mt-2 text-base text-ink-muted">It is built when it is saved. Exercises can use it then.</p>;
  }
  return (
    <div className="mt-3 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="mr-auto max-w-prose text-ink-muted">
        {exercises.length === 0 ? (
          <p>No exercise uses it.</p>
        ) : (
          <details>
            <summary className="rounded">{countWords(exercises.length, "exercise")} on it</summary>
            <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
              {exercises.map(({ id, title, published }) => (
                <li key={id}>
                  <Link href={`/course/exercises/${id}`} className="text-accent underline underline-offset-2">
                    {title}
                  </Link>
                  {published ? null : " (draft)"}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <ItemActions fileHref={`/api/databases/${database.id}/file`} onDelete={onDelete} />
      </div>
    </div>
  );
}
