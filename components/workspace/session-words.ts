import type { StatusTone } from "@/components/ui/status-dot";
import type { SessionView } from "@/components/workspace/session-view";
import type { StartStage } from "@/lib/schemas/session";

interface SessionWords {
  tone: StatusTone;
  words: string;
}

/** The container's life as one dot and a few words. */
export function describeSession({ session, stage, failure, online }: SessionView): SessionWords {
  if (!online) return { tone: "off", words: "offline, nothing is lost" };
  if (session === null)
    return failure === null ? { tone: "busy", words: "starting" } : { tone: "failed", words: "failed" };
  switch (session.state) {
    case "queued":
      return { tone: "waiting", words: queueWords(session.queuePosition) };
    case "starting":
      return { tone: "busy", words: stage === null ? "starting" : `starting: ${stageWords[stage]}` };
    case "ready":
      return { tone: "ready", words: "ready" };
    case "hibernated":
      return { tone: "asleep", words: "asleep, wakes when you run" };
    case "ended":
      return { tone: "off", words: "ended" };
    case "failed":
      return { tone: "failed", words: "failed" };
  }
}

const stageWords: Record<StartStage, string> = {
  container: "container",
  postgres: "PostgreSQL",
  access: "opening",
};

export function queueWords(position: number | null): string {
  return position === null ? "in the queue" : `${ordinal(position)} in the queue`;
}

const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
const ordinalRules = new Intl.PluralRules("en", { type: "ordinal" });

function ordinal(number: number): string {
  return `${number}${suffixes[ordinalRules.select(number)] ?? "th"}`;
}
