import { createExercise, patchExercise, tryGate } from "@/components/authoring/exercise-api";
import { changedBody, type ExerciseFields, exerciseBodyOf } from "@/components/authoring/exercise-fields";
import { isEmpty } from "@/components/authoring/merge-fields";
import type { Stored } from "@/components/authoring/use-typed-form";
import type { AuthoredExercise } from "@/lib/schemas/authored-exercise";
import type { GateReport } from "@/lib/schemas/submission";

/** What a teacher wants done with what stands in the form. */
export type SaveIntent = "save" | "publish" | "unpublish" | "check";

interface SaveOptions {
  /** As Carrel has it; null before it has anything. */
  exercise: AuthoredExercise | null;
  base: Stored<ExerciseFields>;
  fields: ExerciseFields;
  intent: SaveIntent;
  /** Told of each step that is done: what is kept stays kept, whatever comes of the next one. */
  onStored: (exercise: AuthoredExercise) => void;
}

/**
 * Keeps what was typed first, as a draft where it is not published, and then does what was asked for.
 * @returns the gate's report where it was asked; its warnings are worth reading also of what passes
 * @throws as requestJson does
 */
export async function saveExercise(options: SaveOptions): Promise<GateReport | null> {
  const { intent, onStored } = options;
  let exercise = await store(options);
  onStored(exercise);
  if (intent === "publish" && !exercise.published) {
    exercise = await patchExercise(exercise.id, { published: true, updatedAt: exercise.updatedAt });
    onStored(exercise);
  }
  if (intent === "check") return tryGate(exercise.id);
  // It is published, whatever becomes of the question what might be better.
  return intent === "publish" ? tryGate(exercise.id).catch(() => null) : null;
}

async function store({ exercise, base, fields, intent }: SaveOptions): Promise<AuthoredExercise> {
  if (exercise === null) return createExercise(exerciseBodyOf(fields));
  const changes = changedBody(base.fields, fields);
  const published = intent === "unpublish" ? { published: false } : {};
  if (isEmpty({ ...changes, ...published })) return exercise;
  return patchExercise(exercise.id, { ...changes, ...published, updatedAt: base.updatedAt ?? undefined });
}
