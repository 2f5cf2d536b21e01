import type { Metadata } from "next";
import { FormPage } from "@/app/course/form-page";
import { orNotFound } from "@/app/course/or-not-found";
import { requireTeacher } from "@/app/require-teacher";
import { ExerciseForm } from "@/components/authoring/exercise-form";
import { getServices } from "@/lib/services";
import { readFormChoices } from "../form-choices";

export const metadata: Metadata = { title: "Exercise" };

interface AuthoredExercisePageProps {
  params: Promise<{ exercise: string }>;
}

export default async function AuthoredExercisePage({ params }: AuthoredExercisePageProps) {
  const name = (await params).exercise;
  const viewer = await requireTeacher(`/course/exercises/${name}`);
  const { exerciseAuthoring } = getServices();
  const exercise = await orNotFound(exerciseAuthoring.get(decodeURIComponent(name)));
  const [use, choices] = await Promise.all([exerciseAuthoring.getUse(exercise), readFormChoices()]);
  return (
    <FormPage viewer={viewer} title={exercise.title} list="exercises">
      <ExerciseForm key={exercise.id} exercise={exercise} use={use} {...choices} viewerId={viewer.id} />
    </FormPage>
  );
}
