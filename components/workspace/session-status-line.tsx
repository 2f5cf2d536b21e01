import { StatusDot } from "@/components/ui/status-dot";
import type { SessionView } from "@/components/workspace/session-view";
import { describeSession } from "@/components/workspace/session-words";

/** The container's life, in the header. A change is read out: it is what the student waits for. */
export function SessionStatusLine({ view }: { view: SessionView }) {
  const { tone, words } = describeSession(view);
  return (
    <p role="status" className="flex min-w-0 items-center gap-1.5 pr-1 text-ink-muted">
      <StatusDot tone={tone} />
      <span className="sr-only">Your database: </span>
      <span className="max-w-36 truncate sm:max-w-none" title={words}>
        {words}
      </span>
    </p>
  );
}
