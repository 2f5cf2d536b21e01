import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { Standing } from "@/components/exercise-picker/course-progress";
import { Difficulty } from "@/components/exercise-picker/difficulty";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import { StandingMark } from "@/components/exercise-picker/standing-mark";
import { SessionStatus } from "@/components/shell/session-status";
import type { Session } from "@/lib/schemas/session";

interface ExerciseRowProps {
  exercise: PickerExercise;
  session: Session | undefined;
  standing: Standing;
}

/** The whole row is the link; its name is the title alone. */
export function ExerciseRow({ exercise, session, standing }: ExerciseRowProps) {
  // An open session says by itself that it is begun.
  const shown = session !== undefined && standing === "begun" ? "none" : standing;
  return (
    <li className="group relative border-b last:border-b-0 hover:bg-surface">
      <div className="-mx-3 flex items-center gap-4 rounded px-3 py-3 group-hover:bg-surface">
        <div className="min-w-0 flex-1">
          <h3 className="text-base font-medium text-ink">
            <Link
              href={`/exercises/${exercise.slug}`}
              className="after:absolute after:-inset-x-3 after:inset-y-0 after:rounded focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {exercise.title}
            </Link>
          </h3>
          <p className="mt-0.5 line-clamp-2 text-ink-muted sm:line-clamp-1">{exercise.excerpt}</p>
          {session === undefined ? null : (
            <div className="mt-1 sm:hidden">
              <SessionStatus session={session} />
            </div>
          )}
        </div>
        {session === undefined ? null : (
          <div className="hidden sm:block">
            <SessionStatus session={session} />
          </div>
        )}
        <StandingMark standing={shown} />
        {exercise.difficulty === null ? null : <Difficulty level={exercise.difficulty} />}
        <ArrowRight aria-hidden className="hidden size-4 shrink-0 text-ink-faint group-hover:text-accent sm:block" />
      </div>
    </li>
  );
}
