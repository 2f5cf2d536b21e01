import type { GateOutcome } from "@/components/authoring/gate-outcome";

/** What each rule of the gate is about, and what helps where it is not kept. */
const rules: Record<string, { title: string; advice: string } | undefined> = {
  reference: {
    title: "The solution runs",
    advice: "Mend the solution, or the rows of the data that it fails on.",
  },
  stable: { title: "The solution always gives the same", advice: "" },
  "empty answer": {
    title: "Doing nothing is not enough",
    advice: "Choose data in which the solution has something to show.",
  },
  "known mistakes": {
    title: "Known mistakes are refused",
    advice: "Add rows to a hidden data set of the database in which the mistake gives something else.",
  },
  method: {
    title: "The solution keeps its own rules",
    advice: "Change the solution, or what it must and must not use.",
  },
  "column names": {
    title: "Required names are in the task",
    advice: "Name the column in the task, or let names be a remark.",
  },
  "volatile columns": { title: "Columns that are left out exist", advice: "Correct the name, or take it away." },
  order: {
    title: "The order can be checked",
    advice: "Order the solution by columns of its result, or choose another rule for the order.",
  },
  "hidden data": {
    title: "There is hidden data",
    advice: "Add a hidden data set to the database: other rows for the same tables.",
  },
};

export function ruleTitle(rule: string): string {
  return rules[rule]?.title ?? rule;
}

export function ruleAdvice(rule: string): string {
  return rules[rule]?.advice ?? "";
}

/** The sentence above the findings. */
export function gateHeadline({ report, intent }: GateOutcome): string {
  const hasWarnings = report.findings.some(({ outcome }) => outcome === "warning");
  if (report.passed) {
    const done = intent === "publish" ? "Published." : "It can be published.";
    return hasWarnings ? `${done} Something is worth a look.` : `${done} Everything that was tried is as it should be.`;
  }
  if (intent === "publish") return "Not published yet. What you typed is saved as a draft.";
  if (intent === "save")
    return "Not saved: students would get an exercise that does not hold. They still have the one before; “Unpublish” keeps what you typed as a draft.";
  return "It cannot be published yet.";
}
