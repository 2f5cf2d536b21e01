import type { Metadata } from "next";
import { requireTeacher } from "@/app/require-teacher";
import { ExerciseList } from "@/components/authoring/exercise-list";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Exercises of the course" };

export default async function CourseExercisesPage() {
  await requireTeacher("/course/exercises");
  return <ExerciseList exercises={await getServices().exerciseAuthoring.listSummaries()} />;
}
