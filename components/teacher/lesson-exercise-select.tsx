import { SelectField } from "@/components/ui/select-field";
import type { Exercise } from "@/lib/schemas/exercise";

export type LessonExercise = Pick<Exercise, "id" | "title" | "topic">;

interface LessonExerciseSelectProps {
  exercises: LessonExercise[];
  value: string;
  onChange: (exerciseId: string) => void;
}

/** The exercises by topic, in the order of the course. */
export function LessonExerciseSelect({ exercises, value, onChange }: LessonExerciseSelectProps) {
  const topics = [...new Set(exercises.map(({ topic }) => topic))];
  return (
    <SelectField label="Exercise" required value={value} onChange={(event) => onChange(event.target.value)}>
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
    </SelectField>
  );
}
