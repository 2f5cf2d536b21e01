"use client";

import { ErrorMessage } from "@/components/shell/error-message";
import { MessagePage } from "@/components/shell/message-page";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Where the page's own frame is missing too. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <MessagePage title="Something went wrong">
      <ErrorMessage digest={error.digest} reset={reset} />
    </MessagePage>
  );
}
