"use client";

import { filterExercises } from "@/components/exercise-picker/exercise-filter";
import { ExerciseFilters } from "@/components/exercise-picker/exercise-filters";
import { ExerciseGroups } from "@/components/exercise-picker/exercise-groups";
import { NoExercises, NoMatch } from "@/components/exercise-picker/no-exercises";
import { OpenSessions } from "@/components/exercise-picker/open-sessions";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import { useExerciseFilter } from "@/components/exercise-picker/use-exercise-filter";
import { useLiveSessions } from "@/components/exercise-picker/use-live-sessions";
import type { Session } from "@/lib/schemas/session";
import type { UserRole } from "@/lib/schemas/user";

interface ExercisePickerProps {
  role: UserRole;
  exercises: PickerExercise[];
  initialSessions: Session[];
}

export function ExercisePicker({ role, exercises, initialSessions }: ExercisePickerProps) {
  const sessions = useLiveSessions(initialSessions);
  const [filter, changeFilter] = useExerciseFilter();
  if (exercises.length === 0) return <NoExercises role={role} />;

  const shown = filterExercises(exercises, filter);
  const topics = [...new Set(exercises.map(({ topic }) => topic))];
  return (
    <>
      <OpenSessions exercises={exercises} sessions={sessions} />
      <div className="mt-8 mb-6">
        <ExerciseFilters filter={filter} topics={topics} onChange={changeFilter} />
      </div>
      <p className="sr-only" aria-live="polite">
        {shown.length === 1 ? "1 exercise" : `${shown.length} exercises`}
      </p>
      {shown.length === 0 ? (
        <NoMatch onClear={() => changeFilter({ search: "", topic: null, difficulty: null })} />
      ) : (
        <ExerciseGroups exercises={shown} sessions={sessions} />
      )}
    </>
  );
}
