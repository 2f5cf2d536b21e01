"use client";

import { suggestExercise } from "@/components/exercise-picker/course-progress";
import { filterExercises, noFilter } from "@/components/exercise-picker/exercise-filter";
import { ExerciseFilters } from "@/components/exercise-picker/exercise-filters";
import { ExerciseGroups } from "@/components/exercise-picker/exercise-groups";
import { NextUp } from "@/components/exercise-picker/next-up";
import { NoExercises, NoMatch } from "@/components/exercise-picker/no-exercises";
import { OpenSessions } from "@/components/exercise-picker/open-sessions";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import { useExerciseFilter } from "@/components/exercise-picker/use-exercise-filter";
import { useLiveSessions } from "@/components/exercise-picker/use-live-sessions";
import type { ExerciseProgress } from "@/lib/schemas/progress";
import type { Session } from "@/lib/schemas/session";
import type { UserRole } from "@/lib/schemas/user";

interface ExercisePickerProps {
  role: UserRole;
  exercises: PickerExercise[];
  initialSessions: Session[];
  progress: ExerciseProgress[];
}

export function ExercisePicker({ role, exercises, initialSessions, progress }: ExercisePickerProps) {
  const sessions = useLiveSessions(initialSessions);
  const [filter, changeFilter] = useExerciseFilter();
  if (exercises.length === 0) return <NoExercises role={role} />;

  const shown = filterExercises(exercises, filter, progress);
  const topics = [...new Set(exercises.map(({ topic }) => topic))];
  const suggestion = suggestExercise(exercises, progress);
  const isOpen = sessions.some(({ exerciseId }) => exerciseId === suggestion?.exercise.id);
  return (
    <>
      <OpenSessions exercises={exercises} sessions={sessions} />
      {/* What is open says by itself that it can be continued, and whoever filters looks for something else. */}
      {suggestion === null || isOpen || shown.length < exercises.length ? null : <NextUp suggestion={suggestion} />}
      <div className="mt-8 mb-6">
        <ExerciseFilters filter={filter} topics={topics} onChange={changeFilter} />
      </div>
      <p className="sr-only" aria-live="polite">
        {shown.length === 1 ? "1 exercise" : `${shown.length} exercises`}
      </p>
      {shown.length === 0 ? (
        <NoMatch onClear={() => changeFilter(noFilter)} />
      ) : (
        <ExerciseGroups all={exercises} shown={shown} sessions={sessions} progress={progress} />
      )}
    </>
  );
}
