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
const unreachableSeconds = 3;

/** In the place of what could not be loaded: why, and the way to try again. Where that makes sense, it tries by itself. */
export function LoadFailure({ what, error, load, className }: LoadFailureProps) {
  useEffect(() => {
    const seconds = error.code === "unreachable" ? unreachableSeconds : error.retryAfterSeconds;
    const timer = seconds === null ? undefined : setTimeout(load, seconds * 1_000);
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
