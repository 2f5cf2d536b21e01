"use client";

import { ErrorMessage } from "@/components/shell/error-message";

interface ClassErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ClassError({ error, reset }: ClassErrorProps) {
  return <ErrorMessage digest={error.digest} reset={reset} />;
}
