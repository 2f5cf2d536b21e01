"use client";

import { ErrorMessage } from "@/components/shell/error-message";

interface CourseErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function CourseError({ error, reset }: CourseErrorProps) {
  return <ErrorMessage digest={error.digest} reset={reset} />;
}
