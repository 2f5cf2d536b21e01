import { Check, CircleDashed } from "lucide-react";
import type { Standing } from "@/components/exercise-picker/course-progress";

/** A small sign and a word; nothing where nothing was done yet. */
export function StandingMark({ standing }: { standing: Standing }) {
  if (standing === "none") return null;
  const Sign = standing === "solved" ? Check : CircleDashed;
  return (
    <span className="inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-ink-muted text-sm">
      <Sign aria-hidden className={`size-3.5 ${standing === "solved" ? "text-accent" : "text-ink-faint"}`} />
      {standing}
    </span>
  );
}
