import { countOf } from "@/components/admin/format-figure";
import { LocalTime } from "@/components/admin/local-time";
import { describeStep } from "@/components/admin/step-words";
import type { KeeperRound } from "@/lib/schemas/fleet";

const shownSteps = 12;

/** What comes, and what waits for a later try because it failed. */
export function KeeperNextSteps({ steps }: { steps: KeeperRound["nextSteps"] }) {
  if (steps.length === 0) return <p className="mt-1">Nothing is due. Each round looks anew.</p>;
  return (
    <ul className="mt-1">
      {steps.slice(0, shownSteps).map((step) => (
        <li key={`${step.kind} ${step.subject}`} className="py-0.5">
          <span className="flex gap-2">
            <span className="shrink-0">{describeStep(step.kind)}</span>
            <span className="min-w-0 flex-1 truncate font-mono text-xs leading-5 text-ink-muted" title={step.subject}>
              {step.subject}
            </span>
            <span className="shrink-0 text-ink-muted">
              {step.dueAt === null ? "next round" : <LocalTime at={step.dueAt} seconds />}
            </span>
          </span>
          {step.failures || step.reason ? (
            <span className="block break-words text-ink-muted">
              {[step.failures ? `failed ${countOf(step.failures, "time")}` : null, step.reason]
                .filter(Boolean)
                .join(": ")}
            </span>
          ) : null}
        </li>
      ))}
      {steps.length > shownSteps ? (
        <li className="py-0.5 text-ink-muted">and {steps.length - shownSteps} more</li>
      ) : null}
    </ul>
  );
}
