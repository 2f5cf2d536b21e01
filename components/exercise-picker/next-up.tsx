import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { Suggestion } from "@/components/exercise-picker/course-progress";
import { buttonClass } from "@/components/ui/button-class";

/** Where to go on in the course, in one line. */
export function NextUp({ suggestion: { exercise, kind } }: { suggestion: Suggestion }) {
  return (
    <p className="mt-8 flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="min-w-0 wrap-anywhere">
        <span className="text-ink-muted">{kind === "continue" ? "You were at" : "Next"}: </span>
        <span id="next-up" className="font-medium text-base">
          {exercise.title}
        </span>
      </span>
      <Link href={`/exercises/${exercise.slug}`} aria-describedby="next-up" className={buttonClass()}>
        {kind === "continue" ? "Continue" : "Go on"}
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </p>
  );
}
