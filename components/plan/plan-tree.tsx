import type { PlanStep } from "@/components/plan/plan-figures";
import { PlanStepRow } from "@/components/plan/plan-step-row";
import { classNames } from "@/components/ui/class-names";

/** The steps as a tree: what stands deeper runs first, and gives its rows to the step above. */
export function PlanTree({ step }: { step: PlanStep }) {
  return (
    <ul className="px-4 py-3">
      <PlanBranch step={step} isRoot />
    </ul>
  );
}

function PlanBranch({ step, isRoot }: { step: PlanStep; isRoot: boolean }) {
  return (
    <li className={classNames("relative", isRoot ? "" : branchLine)}>
      <PlanStepRow step={step} />
      {step.children.length === 0 ? null : (
        <ul className="ml-2 border-l border-hairline-strong pl-4">
          {step.children.map((child) => (
            <PlanBranch key={child.id} step={child} isRoot={false} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The stroke from the trunk to a step. */
const branchLine =
  "before:absolute before:top-4 before:-left-4 before:w-3 before:border-t before:border-hairline-strong";
