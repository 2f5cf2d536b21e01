import { FormActions } from "@/components/authoring/form-actions";
import type { SaveIntent } from "@/components/authoring/save-exercise";
import { Button } from "@/components/ui/button";
import type { AuthoredExercise } from "@/lib/schemas/authored-exercise";

interface ExerciseActionsProps {
  exercise: AuthoredExercise | null;
  isDirty: boolean;
  pending: SaveIntent | null;
  onAct: (intent: SaveIntent) => void;
}

/** What can be done with what stands in the form, always in sight. */
export function ExerciseActions({ exercise, isDirty, pending, onAct }: ExerciseActionsProps) {
  const isPublished = exercise?.published ?? false;
  const act = (intent: SaveIntent) => ({
    pending: pending === intent,
    disabled: pending !== null,
    onClick: () => onAct(intent),
  });
  return (
    <FormActions words={pending === null ? standing(exercise, isDirty) : pendingWords[pending]}>
      {isPublished ? (
        <>
          <Button {...act("unpublish")}>Unpublish</Button>
          {isDirty ? null : <Button {...act("check")}>Check it</Button>}
          <Button variant="primary" {...act("save")} disabled={!isDirty || pending !== null}>
            Save
          </Button>
        </>
      ) : (
        <>
          <Button {...act("check")}>Check it</Button>
          <Button {...act("save")} disabled={(!isDirty && exercise !== null) || pending !== null}>
            Save draft
          </Button>
          <Button variant="primary" {...act("publish")}>
            Publish
          </Button>
        </>
      )}
    </FormActions>
  );
}

/** Publishing builds, runs and compares: long enough to say so. */
const pendingWords: Record<SaveIntent, string> = {
  save: "Saving…",
  publish: "Trying the solution and each known mistake on all the data…",
  check: "Trying the solution and each known mistake on all the data…",
  unpublish: "Taking it back…",
};

function standing(exercise: AuthoredExercise | null, isDirty: boolean): string {
  if (exercise === null) return isDirty ? "Not saved yet." : "";
  if (exercise.published) return isDirty ? "Published. Your changes are not saved." : "Published. Students see it.";
  return isDirty ? "A draft. Your changes are not saved." : "A draft. No student sees it.";
}
