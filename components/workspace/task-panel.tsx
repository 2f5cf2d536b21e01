import { Difficulty } from "@/components/exercise-picker/difficulty";
import { TaskText } from "@/components/workspace/task-text";
import type { Exercise } from "@/lib/schemas/exercise";

interface TaskPanelProps {
  exercise: Pick<Exercise, "title" | "topic" | "difficulty" | "database" | "prompt">;
}

export function TaskPanel({ exercise }: TaskPanelProps) {
  const { title, topic, difficulty, database, prompt } = exercise;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label="Task" tabIndex={0} className="h-full overflow-y-auto bg-paper focus-visible:-outline-offset-2">
      <div className="max-w-[72ch] px-5 pt-5 pb-12">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-xs">
          {topic === null ? null : <span>{topic}</span>}
          {difficulty === null ? null : <Difficulty level={difficulty} />}
          <span>Data: {database.title}</span>
        </div>
        <h2 className="mt-2 font-semibold text-xl tracking-tight wrap-anywhere">{title}</h2>
        <TaskText markdown={prompt} />
      </div>
    </section>
  );
}
