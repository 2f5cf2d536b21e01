import { isWaking, type SessionView } from "@/components/workspace/session-view";
import type { StartStage } from "@/lib/schemas/session";

interface StartStep {
  label: string;
  state: "done" | "now" | "next";
}

const steps: { stage: StartStage; label: string; wakingLabel?: string }[] = [
  { stage: "container", label: "Getting your container", wakingLabel: "Waking your container" },
  { stage: "postgres", label: "PostgreSQL is starting" },
  { stage: "access", label: "Opening it for you" },
];

/** The steps of a start, and how far it is. Before the first news of it, the first step is under way. */
export function startStepStates(view: Pick<SessionView, "session" | "stage" | "hasRun">): StartStep[] {
  const current = steps.findIndex((step) => step.stage === (view.stage ?? "container"));
  return steps.map(({ label, wakingLabel = label }, index) => ({
    label: isWaking(view) ? wakingLabel : label,
    state: index > current ? "next" : index < current ? "done" : "now",
  }));
}
