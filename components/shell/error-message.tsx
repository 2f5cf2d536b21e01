"use client";

import { useRetry } from "@/components/shell/use-retry";
import { Button } from "@/components/ui/button";

interface ErrorMessageProps {
  /** Finds the error in the server's log. */
  digest?: string;
  reset: () => void;
}

/** What happened, what is safe, what to do: below the heading that the page has already. */
export function ErrorMessage({ digest, reset }: ErrorMessageProps) {
  const { retrying, retry } = useRetry(reset);
  return (
    <div role="alert" className="mt-6 max-w-md text-base">
      <p className="font-medium">This could not be loaded.</p>
      <p className="mt-1 text-ink-muted">Carrel did not answer as it should. Databases and what was typed are safe.</p>
      {digest === undefined ? null : (
        <p className="mt-1 text-ink-muted">
          If it stays so, its number in the log is <code className="font-mono text-sm text-ink">{digest}</code>.
        </p>
      )}
      <Button variant="primary" pending={retrying} onClick={retry} className="mt-6">
        Try again
      </Button>
    </div>
  );
}
