import { standingOf } from "@/components/exercise-picker/course-progress";
import { groupByTopic } from "@/components/exercise-picker/exercise-filter";
import { ExerciseRow } from "@/components/exercise-picker/exercise-row";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import { TopicProgress } from "@/components/exercise-picker/topic-progress";
import type { ExerciseProgress } from "@/lib/schemas/progress";
import type { Session } from "@/lib/schemas/session";

interface ExerciseGroupsProps {
  /** All that there are: how far a topic is does not depend on what is filtered. */
  all: PickerExercise[];
  shown: PickerExercise[];
  sessions: Session[];
  progress: ExerciseProgress[];
}

/** Topics at the left as in a book's margin, their exercises beside them. */
export function ExerciseGroups({ all, shown, sessions, progress }: ExerciseGroupsProps) {
  const sessionOf = new Map(sessions.map((session) => [session.exerciseId, session]));
  const isSolved = (exercise: PickerExercise) => standingOf(exercise, progress) === "solved";
  const topics = new Map(groupByTopic(all));
  const solvedOf = (topic: string) => (topics.get(topic) ?? []).filter(isSolved).length;
  return groupByTopic(shown).map(([topic, members], index) => (
    <section
      key={topic}
      aria-labelledby={`topic-${index}`}
      className="border-t py-4 md:grid md:grid-cols-[12rem_1fr] md:gap-8"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 py-3 md:flex-col">
        <h2 id={`topic-${index}`} className="text-sm font-semibold text-ink-muted md:leading-6">
          {topic}
        </h2>
        <TopicProgress solved={solvedOf(topic)} all={topics.get(topic)?.length ?? 0} />
      </div>
      <ul>
        {members.map((exercise) => (
          <ExerciseRow
            key={exercise.id}
            exercise={exercise}
            session={sessionOf.get(exercise.id)}
            standing={standingOf(exercise, progress)}
          />
        ))}
      </ul>
    </section>
  ));
}
