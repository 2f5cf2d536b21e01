import Link from "next/link";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import { ElapsedTime } from "@/components/shell/elapsed-time";
import { SessionStatus } from "@/components/shell/session-status";
import { buttonClass } from "@/components/ui/button-class";
import type { Session } from "@/lib/schemas/session";

interface OpenSessionsProps {
  exercises: PickerExercise[];
  sessions: Session[];
}

/** What I have open, the last used first. */
export function OpenSessions({ exercises, sessions }: OpenSessionsProps) {
  const open = sessions
    .toSorted((a, b) => b.lastActiveAt.localeCompare(a.lastActiveAt))
    .flatMap((session) => {
      const exercise = exercises.find(({ id }) => id === session.exerciseId);
      return exercise === undefined ? [] : [{ session, exercise }];
    });
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="open-sessions" className="mt-8">
      <h2 id="open-sessions" className="text-sm font-medium text-ink-muted">
        Open now
      </h2>
      <ul className="mt-2 divide-y rounded border bg-surface">
        {open.map(({ session, exercise }, index) => (
          <li key={session.id} className="flex items-center gap-4 py-2.5 pr-2.5 pl-4">
            <div className="min-w-0 flex-1 sm:flex sm:items-center sm:gap-4">
              <p className="truncate text-base font-medium sm:flex-1">{exercise.title}</p>
              <div className="flex items-center gap-4 text-ink-muted">
                <span className="min-w-20">
                  <SessionStatus session={session} />
                </span>
                <span className="hidden w-44 text-right whitespace-nowrap md:block">
                  opened <ElapsedTime since={session.createdAt} /> ago
                </span>
              </div>
            </div>
            <Link
              href={`/exercises/${exercise.slug}`}
              aria-label={`Continue ${exercise.title}`}
              className={buttonClass({ variant: index === 0 ? "primary" : "secondary" })}
            >
              Continue
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
