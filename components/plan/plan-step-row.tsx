import type { PlanStep } from "@/components/plan/plan-figures";
import { bufferWords, explainStep, misjudgedWords, rowWords } from "@/components/plan/plan-words";
import { formatDuration } from "@/components/results-grid/result-words";
import { classNames } from "@/components/ui/class-names";

/** One step: its name and subject, its own time as a bar, its rows, and on opening all that PostgreSQL says of it. */
export function PlanStepRow({ step }: { step: PlanStep }) {
  const misjudged = misjudgedWords(step);
  return (
    <details className={classNames("group rounded", step.isSlowest && "bg-warn-soft/60")}>
      <summary className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded px-2 py-1.5 hover:bg-sunken">
        <span className="min-w-0 flex-1 basis-64">
          {step.node.subplan === null ? null : <span className="text-ink-faint">{step.node.subplan}: </span>}
          <span className="font-medium">{step.title}</span>
          {step.subject === null ? null : (
            <code className="ml-2 font-mono text-[0.8125rem] text-ink-muted wrap-anywhere">{step.subject}</code>
          )}
        </span>
        <span className="flex w-64 shrink-0 items-baseline gap-2 text-xs tabular-nums">
          <TimeBar step={step} />
        </span>
        <span className="w-full text-ink-muted text-xs tabular-nums sm:w-72 sm:shrink-0">
          {rowWords(step)}
          {misjudged === null ? null : <span className="block font-medium text-warn">{misjudged}</span>}
        </span>
      </summary>
      <StepDetails step={step} />
    </details>
  );
}

function TimeBar({ step }: { step: PlanStep }) {
  if (step.selfMs === null) return <span className="text-ink-muted">cost {Math.round(step.node.totalCost)}</span>;
  return (
    <>
      <span aria-hidden className="h-2 w-24 self-center overflow-hidden rounded-full bg-sunken">
        <span
          className={classNames("block h-full", step.isSlowest ? "bg-warn" : "bg-accent")}
          style={{ width: `${Math.max(step.share * 100, step.selfMs > 0 ? 2 : 0)}%` }}
        />
      </span>
      <span>{formatDuration(step.selfMs)}</span>
      {step.isSlowest ? <span className="font-medium text-warn">slowest</span> : null}
    </>
  );
}

function StepDetails({ step }: { step: PlanStep }) {
  const explanation = explainStep(step.node);
  const buffers = bufferWords(step.node);
  const facts = [
    ...step.node.details,
    ...(buffers === null ? [] : [{ label: "Buffers", text: buffers }]),
    { label: "Cost", text: `${step.node.startupCost} to ${step.node.totalCost}, ${step.node.rowBytes} bytes a row` },
  ];
  return (
    <div className="px-2 pt-1 pb-3 text-xs">
      {explanation === null ? null : <p className="mb-1.5 text-ink-muted">{explanation}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(({ label, text }) => (
          <div key={label} className="contents">
            <dt className="text-ink-muted">{label}</dt>
            <dd className="min-w-0 font-mono wrap-anywhere">{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
