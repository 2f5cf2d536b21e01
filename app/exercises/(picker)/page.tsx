import type { Metadata } from "next";
import { ExercisePicker } from "@/components/exercise-picker/exercise-picker";
import { toPickerExercise } from "@/components/exercise-picker/picker-exercise";
import { requireViewer } from "@/lib/http/page-viewer";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Exercises" };

export default async function ExercisesPage() {
  const viewer = await requireViewer();
  const { exercises, sessions } = getServices();
  const [all, live, progress] = await Promise.all([
    exercises.listExercises(),
    sessions.listLiveSessions({ studentId: viewer.id }),
    exercises.listProgress(viewer.id),
  ]);
  return (
    <ExercisePicker
      role={viewer.role}
      exercises={all.map(toPickerExercise)}
      initialSessions={live}
      progress={progress}
    />
  );
}
