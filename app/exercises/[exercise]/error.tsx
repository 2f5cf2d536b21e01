"use client";

import { ErrorMessage } from "@/components/shell/error-message";
import { MessagePage } from "@/components/shell/message-page";

interface ExerciseErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ExerciseError({ error, reset }: ExerciseErrorProps) {
  return (
    <MessagePage title="This exercise could not be opened">
      <ErrorMessage digest={error.digest} reset={reset} />
    </MessagePage>
  );
}
