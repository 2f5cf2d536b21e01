"use client";

import { ErrorMessage } from "@/components/shell/error-message";

interface ExercisesErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ExercisesError({ error, reset }: ExercisesErrorProps) {
  return <ErrorMessage digest={error.digest} reset={reset} />;
}
