import Link from "next/link";
import { countWords } from "@/components/authoring/attempt-words";
import { isDoubtful, standingWords } from "@/components/authoring/gate-standing";
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
  const doubtful = exercises.filter(isDoubtful);
  return (
    <div className="mt-3 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="mr-auto max-w-prose text-ink-muted">
        {exercises.length === 0 ? (
          <p>No exercise uses it.</p>
        ) : (
          <details>
            <summary className="rounded">
              {countWords(exercises.length, "exercise")} on it
              {doubtful.length === 0 ? null : `, ${doubtful.length} to check again`}
            </summary>
            <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
              {exercises.map((exercise) => (
                <li key={exercise.id}>
                  <Link href={`/course/exercises/${exercise.id}`} className="text-accent underline underline-offset-2">
                    {exercise.title}
                  </Link>
                  {standingWords(exercise) === "published" ? null : ` (${standingWords(exercise)})`}
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
