import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { failureWords, type SessionApiError } from "@/components/workspace/session-api-error";

interface LoadFailureProps {
  /** A sentence: what is missing. */
  what: string;
  error: SessionApiError;
  load: () => void;
  className?: string;
}

/** A network that only changed does not say that it is back. */
const tryAgainMs = 3_000;

/** In the place of what could not be loaded: why, and the way to try again. Where Carrel was not reached it tries by itself. */
export function LoadFailure({ what, error, load, className }: LoadFailureProps) {
  useEffect(() => {
    const timer = error.code === "unreachable" ? setTimeout(load, tryAgainMs) : undefined;
    window.addEventListener("online", load);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", load);
    };
  }, [load, error]);
  return (
    <p className={classNames("flex flex-wrap items-center gap-3 text-ink-muted", className)}>
      {what} {failureWords(error)}
      <Button size="sm" onClick={load}>
        Try again
      </Button>
    </p>
  );
}
