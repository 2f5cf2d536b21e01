import { SessionEnd } from "@/components/shell/session-end";
import { StatusDot } from "@/components/ui/status-dot";
import type { SessionView } from "@/components/workspace/session-view";
import { describeSession, sleepWords } from "@/components/workspace/session-words";
import { useEndsSoon } from "@/components/workspace/use-ends-soon";

/** The container's life, in the header. A change is read out: it is what the student waits for. */
export function SessionStatusLine({ view }: { view: SessionView }) {
  const { tone, words, more = "" } = describeSession(view);
  const sleep = sleepWords(view);
  const endsSoon = useEndsSoon(view);
  return (
    <p role="status" className="flex min-w-0 items-center gap-1.5 pr-1 text-ink-muted max-sm:w-28 max-sm:justify-end">
      <StatusDot tone={tone} />
      <span className="sr-only">Your database: </span>
      <span
        className="truncate"
        title={sleep === null ? `${words}${more}` : `${words}: ${sleep}, and keeps everything in it`}
      >
        {words}
        <span className="max-sm:sr-only">{more}</span>
      </span>
      {endsSoon === null ? (
        <span className="whitespace-nowrap empty:hidden max-lg:hidden">{sleep === null ? "" : `· ${sleep}`}</span>
      ) : (
        <span className="whitespace-nowrap">
          · <SessionEnd expiresAt={endsSoon} />
          <span className="max-lg:sr-only"> unless you use it</span>
        </span>
      )}
    </p>
  );
}
