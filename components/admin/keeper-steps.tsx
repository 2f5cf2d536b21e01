import { describeStep } from "@/components/admin/step-words";
import { StatusDot } from "@/components/ui/status-dot";
import type { KeeperRound } from "@/lib/schemas/fleet";

const shownSteps = 8;

/** What was done in one round: what failed first, then the rest, and how much more there was. */
export function KeeperSteps({ round }: { round: KeeperRound }) {
  const { steps, stepCount = steps.length } = round;
  if (steps.length === 0) return <p className="mt-1">Nothing to do: rows and containers agreed.</p>;
  const shown = steps
    .toSorted((a, b) => Number(b.outcome === "failed") - Number(a.outcome === "failed"))
    .slice(0, shownSteps);
  return (
    <ul className="mt-1">
      {shown.map((step) => (
        <li key={`${step.kind} ${step.subject}`} className="flex items-start gap-2 py-0.5 [&>svg]:mt-[5px]">
          <StatusDot tone={step.outcome === "done" ? "ready" : "failed"} />
          <span className="min-w-0 flex-1">
            <span className="flex gap-2">
              <span className="shrink-0">{describeStep(step.kind)}</span>
              <span className="truncate font-mono text-xs leading-5 text-ink-muted" title={step.subject}>
                {step.subject}
              </span>
            </span>
            {step.outcome === "failed" ? (
              <span className="block break-words text-danger">failed{step.error ? `: ${step.error}` : ""}</span>
            ) : null}
          </span>
        </li>
      ))}
      {stepCount > shown.length ? (
        <li className="py-0.5 text-ink-muted">and {stepCount - shown.length} more, in the keeper's log</li>
      ) : null}
    </ul>
  );
}
