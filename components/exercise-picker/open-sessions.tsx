"use client";

import { useRef, useState } from "react";
import { EndOpenSessionDialog } from "@/components/exercise-picker/end-open-session-dialog";
import { type OpenSession, OpenSessionRow } from "@/components/exercise-picker/open-session-row";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import type { Session } from "@/lib/schemas/session";

interface OpenSessionsProps {
  exercises: PickerExercise[];
  sessions: Session[];
}

/** What I have open, the last used first. */
export function OpenSessions({ exercises, sessions }: OpenSessionsProps) {
  const [asked, setAsked] = useState<OpenSession | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const open = sessions
    .toSorted((a, b) => b.lastActiveAt.localeCompare(a.lastActiveAt))
    .flatMap((session) => {
      const exercise = exercises.find(({ id }) => id === session.exerciseId);
      return exercise === undefined ? [] : [{ session, exercise }];
    });
  // The dialog outlives the last row, so that it closes as it opened.
  if (open.length === 0 && asked === null) return null;
  return (
    <section aria-labelledby="open-sessions" className="mt-8">
      <h2 id="open-sessions" ref={headingRef} tabIndex={-1} className="text-sm font-medium text-ink-muted outline-none">
        {open.length === 0 ? "Nothing is open" : "Open now"}
      </h2>
      <ul className="mt-2 divide-y rounded border bg-surface empty:hidden">
        {open.map((entry, index) => (
          <OpenSessionRow key={entry.session.id} entry={entry} isFirst={index === 0} onEnd={() => setAsked(entry)} />
        ))}
      </ul>
      <EndOpenSessionDialog asked={asked} onClose={() => setAsked(null)} focusAfterEnd={headingRef} />
    </section>
  );
}
