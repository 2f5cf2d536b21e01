import type { Metadata } from "next";
import { FormPage } from "@/app/course/form-page";
import { requireTeacher } from "@/app/require-teacher";
import { ExerciseForm } from "@/components/authoring/exercise-form";
import { readFormChoices } from "../form-choices";

export const metadata: Metadata = { title: "New exercise" };

export default async function NewExercisePage() {
  const viewer = await requireTeacher("/course/exercises/new");
  const choices = await readFormChoices();
  return (
    <FormPage viewer={viewer} title="New exercise" list="exercises">
      <ExerciseForm exercise={null} use={null} {...choices} viewerId={viewer.id} />
    </FormPage>
  );
}
