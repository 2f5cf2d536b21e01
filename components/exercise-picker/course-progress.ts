import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import type { ExerciseProgress } from "@/lib/schemas/progress";

export type Standing = "solved" | "begun" | "none";

export function standingOf(exercise: PickerExercise, progress: ExerciseProgress[]): Standing {
  const found = progress.find(({ exerciseId }) => exerciseId === exercise.id);
  if (found === undefined) return "none";
  return found.isSolved ? "solved" : "begun";
}

export interface Suggestion {
  exercise: PickerExercise;
  /** "continue": the one that was worked on last is not solved yet. "next": it is, and this one follows. */
  kind: "continue" | "next";
}

/** Where to go on: null where nothing is begun, or everything is solved. */
export function suggestExercise(exercises: PickerExercise[], progress: ExerciseProgress[]): Suggestion | null {
  const [last] = progress
    .filter(({ exerciseId }) => exercises.some(({ id }) => id === exerciseId))
    .toSorted((one, other) => other.lastAt.localeCompare(one.lastAt));
  if (last === undefined) return null;
  const at = exercises.findIndex(({ id }) => id === last.exerciseId);
  const current = exercises[at];
  if (current !== undefined && !last.isSolved) return { exercise: current, kind: "continue" };
  const following = [...exercises.slice(at + 1), ...exercises.slice(0, at)];
  const next = following.find((exercise) => standingOf(exercise, progress) !== "solved");
  return next === undefined ? null : { exercise: next, kind: "next" };
}
