import { excerptOf } from "@/components/exercise-picker/excerpt";
import type { Exercise } from "@/lib/schemas/exercise";

/** What the picker shows of an exercise: the task itself stays on the server. */
export interface PickerExercise {
  id: string;
  slug: string;
  title: string;
  topic: string;
  difficulty: number | null;
  databaseTitle: string;
  excerpt: string;
}

export function toPickerExercise(exercise: Exercise): PickerExercise {
  return {
    id: exercise.id,
    slug: exercise.slug,
    title: exercise.title,
    topic: exercise.topic ?? "Other exercises",
    difficulty: exercise.difficulty,
    databaseTitle: exercise.database.title,
    excerpt: excerptOf(exercise.prompt),
  };
}
