"use client";

import { useMemo } from "react";
import { planSteps } from "@/components/plan/plan-figures";
import { PlanTree } from "@/components/plan/plan-tree";
import { formatDuration } from "@/components/results-grid/result-words";
import type { Plan, PlanNode } from "@/lib/schemas/plan";

/** How PostgreSQL ran, or would run, one statement. */
export function PlanView({ plan }: { plan: Plan }) {
  const step = useMemo(() => planSteps(plan), [plan]);
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap gap-x-4 border-b px-4 py-2 text-ink-muted text-xs tabular-nums">
        {plan.executionMs === null ? <span>Not run: these are PostgreSQL's estimates.</span> : null}
        {plan.executionMs !== null && changes(plan.root) ? (
          <span>It ran, and what it changed was taken back.</span>
        ) : null}
        {plan.executionMs === null ? null : <span>Ran {formatDuration(plan.executionMs)}</span>}
        {plan.planningMs === null ? null : <span>Planned {formatDuration(plan.planningMs)}</span>}
        {plan.triggers.map(({ name, relation, ms, calls }) => (
          <span key={`${name} ${relation}`}>
            Trigger {name} on {relation}: {formatDuration(ms)}, {calls} {calls === 1 ? "call" : "calls"}
          </span>
        ))}
      </p>
      <PlanTree step={step} />
    </div>
  );
}

/** Also where a step within does, as in WITH deleted AS (DELETE …). */
function changes({ nodeType, children }: PlanNode): boolean {
  return ["Insert", "Update", "Delete", "Merge"].includes(nodeType) || children.some(changes);
}
