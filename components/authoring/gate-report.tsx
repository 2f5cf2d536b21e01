"use client";

import { useEffect, useRef } from "react";
import type { GateOutcome } from "@/components/authoring/gate-outcome";
import { gateHeadline, ruleAdvice, ruleTitle } from "@/components/authoring/gate-words";
import { type GateGroup, groupFindings } from "@/components/authoring/group-findings";
import { classNames } from "@/components/ui/class-names";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import type { GateFinding } from "@/lib/schemas/submission";

const tones: Record<GateFinding["outcome"], StatusTone> = { failed: "failed", warning: "waiting", passed: "ready" };
const marks: Record<GateFinding["outcome"], string> = { failed: "failed", warning: "worth a look", passed: "passed" };

/** What the publish gate tried and found: what has to be mended first, what passed last. */
export function GateReportView({ outcome }: { outcome: GateOutcome }) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  // It comes when somebody has asked for it, and is what they read next.
  useEffect(() => {
    if (outcome !== null) headingRef.current?.focus();
  }, [outcome]);
  const { findings, passed } = outcome.report;
  return (
    <section
      aria-labelledby="gate-report"
      className={classNames("my-6 rounded border p-4", passed ? "bg-surface" : "border-danger bg-danger-soft")}
    >
      <h2 id="gate-report" ref={headingRef} tabIndex={-1} className="text-base font-semibold text-ink outline-none">
        {gateHeadline(outcome)}
      </h2>
      <ul className="mt-3 flex flex-col gap-3">
        {groupFindings(findings).map((group) => (
          <FindingGroup key={`${group.rule} ${group.outcome}`} {...group} />
        ))}
      </ul>
    </section>
  );
}

/** What one rule found, which is often the same on every set of rows: its name and what helps are said once. */
function FindingGroup({ rule, outcome, findings }: GateGroup) {
  const advice = outcome === "passed" ? "" : ruleAdvice(rule);
  return (
    <li className="flex items-start gap-2.5">
      <StatusDot tone={tones[outcome]} className="mt-1.5" />
      <div className="max-w-prose min-w-0 wrap-anywhere">
        <p className="text-ink">
          <span className="font-medium">{ruleTitle(rule)}</span>
          <span className="text-ink-muted">: {marks[outcome]}</span>
        </p>
        {outcome === "passed" ? null : findings.map((finding) => <Finding key={finding.message} {...finding} />)}
        {advice === "" ? null : <p className="mt-0.5 text-ink-muted">{advice}</p>}
      </div>
    </li>
  );
}

function Finding({ message, error }: GateFinding) {
  return (
    <>
      <p className="mt-0.5 text-ink">{message}</p>
      {error?.detail === undefined ? null : <p className="mt-0.5 font-mono text-sm text-ink">{error.detail}</p>}
      {error?.hint === undefined ? null : <p className="mt-0.5 font-mono text-sm text-ink">{error.hint}</p>}
    </>
  );
}
