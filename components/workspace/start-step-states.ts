import type { SessionView } from "@/components/workspace/session-view";
import type { StartStage } from "@/lib/schemas/session";

interface StartStep {
  label: string;
  state: "done" | "now" | "next";
}

const steps: { stage: StartStage; label: string }[] = [
  { stage: "container", label: "Getting your container" },
  { stage: "postgres", label: "PostgreSQL is starting" },
  { stage: "access", label: "Opening it for you" },
];

/** The steps of a start, and how far it is. Before the first news of it, the first step is under way. */
export function startStepStates({ session, stage }: Pick<SessionView, "session" | "stage">): StartStep[] {
  const current = steps.findIndex((step) => step.stage === (stage ?? "container"));
  const isQueued = session?.state === "queued";
  return steps.map(({ label }, index) => {
    if (isQueued || index > current) return { label, state: "next" };
    return { label, state: index < current ? "done" : "now" };
  });
}
