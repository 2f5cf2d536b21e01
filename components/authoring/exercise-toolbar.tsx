import { ExternalLink } from "lucide-react";
import { attemptWords } from "@/components/authoring/attempt-words";
import { standingTone, standingWords } from "@/components/authoring/gate-standing";
import { ItemActions } from "@/components/authoring/item-actions";
import { buttonClass } from "@/components/ui/button-class";
import { StatusDot } from "@/components/ui/status-dot";
import type { AuthoredExercise, ExerciseUse } from "@/lib/schemas/authored-exercise";

interface ExerciseToolbarProps {
  exercise: AuthoredExercise | null;
  use: ExerciseUse | null;
  onDelete: () => void;
}

/** What there is of it already, and what can be done with the whole. */
export function ExerciseToolbar({ exercise, use, onDelete }: ExerciseToolbarProps) {
  if (exercise === null) {
    return (
      <p className="mt-2 text-base text-ink-muted">It is a draft until it is published, and no student sees it.</p>
    );
  }
  const { id, slug, published, version } = exercise;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-3">
      <p className="flex items-center gap-1.5 text-ink">
        <StatusDot tone={standingTone(exercise)} />
        <span className="first-letter:uppercase">{standingWords(exercise)}</span>
      </p>
      <p className="mr-auto text-ink-muted tabular-nums">
        Version {version}
        {use === null ? null : `, ${attemptWords(use)}`}
      </p>
      <div className="flex flex-wrap gap-2">
        {published ? (
          <a href={`/exercises/${slug}`} target="_blank" rel="noreferrer" className={buttonClass()}>
            <ExternalLink aria-hidden className="size-4" />
            Open as a student
          </a>
        ) : null}
        <ItemActions fileHref={`/api/exercises/${id}/file`} onDelete={onDelete} />
      </div>
    </div>
  );
}
