import { Check } from "lucide-react";
import { StatusDot } from "@/components/ui/status-dot";
import { isWaking, type SessionView } from "@/components/workspace/session-view";
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

/** What a start or a waking is doing, by name. One that nobody would notice shows nothing at all. */
export function StartSteps({ view }: { view: SessionView }) {
  const elapsedMs = useElapsed(true);
  if (elapsedMs < showAfterMs) return null;
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
      {elapsedMs < explainAfterMs ? null : (
        <p className="mt-3 max-w-prose text-ink-muted">{isWaking(view) ? whyWaking : whyStarting}</p>
      )}
    </div>
  );
}

const whyStarting =
  "This takes longer than usual: many start at this moment, or this exercise is opened for the first time. Read the task and write your SQL meanwhile; Run waits for the database.";
const whyWaking =
  "This takes longer than usual: many wake or start at this moment. What you had in your database is all there; write your SQL meanwhile, and Run waits for it.";
