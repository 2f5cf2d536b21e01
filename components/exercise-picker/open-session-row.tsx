import Link from "next/link";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import { SessionEnd } from "@/components/shell/session-end";
import { SessionStatus } from "@/components/shell/session-status";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { Session } from "@/lib/schemas/session";

export interface OpenSession {
  session: Session;
  exercise: PickerExercise;
}

interface OpenSessionRowProps {
  entry: OpenSession;
  /** The one used last: most likely the one that is wanted. */
  isFirst: boolean;
  onEnd: () => void;
}

/** On a phone the state stands below the title, and the two buttons below that. */
export function OpenSessionRow({ entry: { session, exercise }, isFirst, onEnd }: OpenSessionRowProps) {
  // What is not there yet has nothing in it that could be kept.
  const isKept = session.state === "ready" || session.state === "hibernated";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 pr-2.5 pl-4">
      <div className="min-w-0 flex-1 basis-56 sm:flex sm:items-center sm:gap-4">
        <p className="text-base font-medium wrap-anywhere sm:flex-1 sm:truncate">{exercise.title}</p>
        <p className="flex flex-wrap items-center gap-x-1.5 text-ink-muted sm:flex-nowrap sm:whitespace-nowrap">
          <SessionStatus session={session} />
          {isKept ? (
            <>
              <span aria-hidden> · </span>
              <SessionEnd expiresAt={session.expiresAt} />
            </>
          ) : null}
        </p>
      </div>
      <div className="ml-auto flex flex-wrap justify-end gap-2">
        <Button variant="quiet" aria-label={`End ${exercise.title}`} onClick={onEnd}>
          End…
        </Button>
        <Link
          href={`/exercises/${exercise.slug}`}
          aria-label={`Continue ${exercise.title}`}
          className={buttonClass({ variant: isFirst ? "primary" : "secondary" })}
        >
          Continue
        </Link>
      </div>
    </li>
  );
}
