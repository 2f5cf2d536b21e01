import { groupByTopic } from "@/components/exercise-picker/exercise-filter";
import { ExerciseRow } from "@/components/exercise-picker/exercise-row";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import type { Session } from "@/lib/schemas/session";

interface ExerciseGroupsProps {
  exercises: PickerExercise[];
  sessions: Session[];
}

/** Topics at the left as in a book's margin, their exercises beside them. */
export function ExerciseGroups({ exercises, sessions }: ExerciseGroupsProps) {
  const sessionOf = new Map(sessions.map((session) => [session.exerciseId, session]));
  return groupByTopic(exercises).map(([topic, members], index) => (
    <section
      key={topic}
      aria-labelledby={`topic-${index}`}
      className="border-t py-4 md:grid md:grid-cols-[12rem_1fr] md:gap-8"
    >
      <h2 id={`topic-${index}`} className="py-3 text-sm font-semibold text-ink-muted md:leading-6">
        {topic}
      </h2>
      <ul>
        {members.map((exercise) => (
          <ExerciseRow key={exercise.id} exercise={exercise} session={sessionOf.get(exercise.id)} />
        ))}
      </ul>
    </section>
  ));
}
