import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TaskPanel } from "@/components/workspace/task-panel";
import { Workspace } from "@/components/workspace/workspace";
import { getServices } from "@/lib/services";
import { findOpenedExercise } from "./find-opened-exercise";

interface ExercisePageProps {
  params: Promise<{ exercise: string }>;
}

export async function generateMetadata({ params }: ExercisePageProps): Promise<Metadata> {
  const found = await findOpenedExercise((await params).exercise);
  return { title: found?.exercise.title ?? "Not found" };
}

export default async function ExercisePage({ params }: ExercisePageProps) {
  const found = await findOpenedExercise((await params).exercise);
  if (found === null) notFound();
  const { viewer, exercise } = found;
  const { exercises, sessions, findLastSession } = getServices();
  const [live, next] = await Promise.all([
    sessions.listLiveSessions({ studentId: viewer.id }),
    exercises.findNextExercise(exercise),
  ]);
  const liveSession = live.find((session) => session.exerciseId === exercise.id) ?? null;
  const key = { studentId: viewer.id, exerciseId: exercise.id };
  const earlierSession = liveSession === null ? await findLastSession(key) : null;
  const { id, title, topic, kind, starterSql } = exercise;
  return (
    <Workspace
      key={id}
      viewer={viewer}
      exercise={{ id, title, topic, kind, starterSql }}
      next={next}
      liveSession={liveSession}
      earlierSession={earlierSession}
      task={<TaskPanel exercise={exercise} />}
    />
  );
}
