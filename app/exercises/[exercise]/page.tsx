import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { TaskPanel } from "@/components/workspace/task-panel";
import { Workspace } from "@/components/workspace/workspace";
import { requireViewer } from "@/lib/http/viewer";
import { getServices } from "@/lib/services";

interface ExercisePageProps {
  params: Promise<{ exercise: string }>;
}

/** Title and page need the same exercise; it is read once. Nobody who is not signed in learns what exists. */
const findExercise = cache(async (idOrSlug: string) => {
  const viewer = await requireViewer(`/exercises/${idOrSlug}`);
  const exercise = await getServices().exercises.findExercise(decodeURIComponent(idOrSlug));
  return exercise === null ? null : { viewer, exercise };
});

export async function generateMetadata({ params }: ExercisePageProps): Promise<Metadata> {
  const found = await findExercise((await params).exercise);
  return { title: found?.exercise.title ?? "Not found" };
}

export default async function ExercisePage({ params }: ExercisePageProps) {
  const found = await findExercise((await params).exercise);
  if (found === null) notFound();
  const { viewer, exercise } = found;
  const live = await getServices().sessions.listLiveSessions({ studentId: viewer.id });
  const { id, title, topic, starterSql } = exercise;
  return (
    <Workspace
      key={id}
      viewer={viewer}
      exercise={{ id, title, topic, starterSql }}
      liveSession={live.find((session) => session.exerciseId === id) ?? null}
      task={<TaskPanel exercise={exercise} />}
    />
  );
}
