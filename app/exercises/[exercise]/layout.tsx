import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { findOpenedExercise } from "./find-opened-exercise";

interface ExerciseLayoutProps {
  params: Promise<{ exercise: string }>;
  children: ReactNode;
}

/** Asks before the skeleton is sent, so that "not signed in" and "not there" still have their own status. */
export default async function ExerciseLayout({ params, children }: ExerciseLayoutProps) {
  if ((await findOpenedExercise((await params).exercise)) === null) notFound();
  return children;
}
