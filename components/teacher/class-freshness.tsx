import Link from "next/link";
import { RequestError } from "@/components/http/request-json";
import { StatusDot } from "@/components/ui/status-dot";

interface ClassFreshnessProps {
  error: Error | null;
  /** Milliseconds since 1970. */
  updatedAt: number;
  /** The browser knows that it has no network. */
  paused: boolean;
}

/** Whether the list is of now; and if not, of when. */
export function ClassFreshness({ error, updatedAt, paused }: ClassFreshnessProps) {
  const live = error === null && !paused;
  return (
    <p role="status" className="flex items-start gap-1.5 text-sm text-ink-muted [&>svg]:mt-[5px]">
      <StatusDot tone={live ? "ready" : "failed"} />
      {live ? "Live" : <Problem error={error} updatedAt={updatedAt} />}
    </p>
  );
}

function Problem({ error, updatedAt }: Pick<ClassFreshnessProps, "error" | "updatedAt">) {
  if (error instanceof RequestError && error.status === 401) {
    return (
      <span>
        You are signed out.{" "}
        <Link href="/sign-in?callbackUrl=/class" className="font-medium text-accent underline underline-offset-4">
          Sign in again
        </Link>
      </span>
    );
  }
  const time = new Date(updatedAt).toLocaleTimeString();
  return <span className="text-ink">Carrel cannot be reached. The list is of {time}; trying again.</span>;
}
