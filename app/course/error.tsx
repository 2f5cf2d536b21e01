"use client";

import { ErrorMessage } from "@/components/shell/error-message";
import { MessagePage } from "@/components/shell/message-page";

interface CourseErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** For the forms, which have a page each. */
export default function CourseError({ error, reset }: CourseErrorProps) {
  return (
    <MessagePage title="This could not be opened">
      <ErrorMessage digest={error.digest} reset={reset} />
    </MessagePage>
  );
}
