import { ChevronDown } from "lucide-react";
import { useId } from "react";
import type { Exercise } from "@/lib/schemas/exercise";

export type LessonExercise = Pick<Exercise, "id" | "title" | "topic">;

interface LessonExerciseSelectProps {
  exercises: LessonExercise[];
  value: string;
  onChange: (exerciseId: string) => void;
}

/** The exercises by topic, in the order of the course. */
export function LessonExerciseSelect({ exercises, value, onChange }: LessonExerciseSelectProps) {
  const id = useId();
  const topics = [...new Set(exercises.map(({ topic }) => topic))];
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium text-ink">
        Exercise
      </label>
      <div className="relative">
        <select
          id={id}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="h-11 w-full appearance-none truncate rounded border border-hairline-strong bg-surface pr-9 pl-3 text-base text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent"
        >
          {topics.map((topic) => (
            <optgroup key={topic ?? ""} label={topic ?? "Other"}>
              {exercises
                .filter((exercise) => exercise.topic === topic)
                .map((exercise) => (
                  <option key={exercise.id} value={exercise.id}>
                    {exercise.title}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-faint"
        />
      </div>
    </div>
  );
}
