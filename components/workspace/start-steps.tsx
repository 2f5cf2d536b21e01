import { Check } from "lucide-react";
import { StatusDot } from "@/components/ui/status-dot";
import type { SessionView } from "@/components/workspace/session-view";
import { queueWords } from "@/components/workspace/session-words";
import { startStepStates } from "@/components/workspace/start-step-states";
import { useElapsed } from "@/components/workspace/use-elapsed";

const showAfterMs = 300;
const explainAfterMs = 3_000;

const marks = {
  done: <Check aria-hidden className="size-3.5 shrink-0 text-accent" />,
  now: <StatusDot tone="busy" className="mx-0.5" />,
  next: <StatusDot tone="off" className="mx-0.5" />,
};
const spoken = { done: "done", now: "under way", next: "to come" };

/** What a start is doing, by name. A start that nobody would notice shows nothing at all. */
export function StartSteps({ view }: { view: SessionView }) {
  const elapsedMs = useElapsed(true);
  if (elapsedMs < showAfterMs) return null;
  const explanation = waitWords(view, elapsedMs);
  return (
    <div className="shrink-0 p-4">
      <ol className="space-y-1.5">
        {startStepStates(view).map(({ label, state }) => (
          <li key={label} className="flex items-center gap-2">
            {marks[state]}
            <span className={state === "now" ? "text-ink" : "text-ink-muted"}>{label}</span>
            <span className="sr-only">({spoken[state]})</span>
          </li>
        ))}
      </ol>
      {explanation === null ? null : <p className="mt-3 max-w-prose text-ink-muted">{explanation}</p>}
    </div>
  );
}

function waitWords({ session }: SessionView, elapsedMs: number): string | null {
  if (session?.state === "queued") {
    return `You are ${queueWords(session.queuePosition)}. Every place is taken; yours opens by itself when one is free.`;
  }
  if (elapsedMs < explainAfterMs) return null;
  return "This takes longer than usual: many start at this moment, or this exercise is opened for the first time. Read the task and write your SQL meanwhile; Run waits for the database.";
}
