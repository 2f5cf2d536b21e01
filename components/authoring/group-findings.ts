import type { GateFinding } from "@/lib/schemas/submission";

/** What one rule of the gate found, with one outcome. */
export interface GateGroup {
  rule: string;
  outcome: GateFinding["outcome"];
  findings: GateFinding[];
}

const byWeight: GateFinding["outcome"][] = ["failed", "warning", "passed"];

/** What has to be mended first, what is worth a look, and what passed last; within that in the gate's order. */
export function groupFindings(findings: GateFinding[]): GateGroup[] {
  const groups: GateGroup[] = [];
  for (const outcome of byWeight) {
    for (const finding of findings.filter((one) => one.outcome === outcome)) {
      const group = groups.find((one) => one.rule === finding.rule && one.outcome === outcome);
      if (group) group.findings.push(finding);
      else groups.push({ rule: finding.rule, outcome, findings: [finding] });
    }
  }
  return groups;
}
