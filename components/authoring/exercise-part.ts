import type { ExerciseFields } from "@/components/authoring/exercise-fields";
import type { FieldErrors } from "@/components/authoring/field-errors";

/** What each part of an exercise's form works with. */
export interface ExercisePartProps {
  fields: ExerciseFields;
  change: (changes: Partial<ExerciseFields>) => void;
  errors: FieldErrors;
}
