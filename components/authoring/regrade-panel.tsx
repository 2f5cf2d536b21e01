"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { countWords } from "@/components/authoring/attempt-words";
import { regradeExercise } from "@/components/authoring/exercise-api";
import { readRefusal, untypedWords } from "@/components/authoring/read-refusal";
import { Button } from "@/components/ui/button";
import type { AuthoredExercise, ExerciseUse, RegradeReport } from "@/lib/schemas/authored-exercise";

interface RegradePanelProps {
  exercise: AuthoredExercise;
  use: ExerciseUse;
}

/** Answers whose verdict is about an earlier version, and what came of looking at them again. */
export function RegradePanel({ exercise, use }: RegradePanelProps) {
  const router = useRouter();
  const [progress, setProgress] = useState<RegradeReport | null>(null);
  const regrade = useMutation({
    mutationFn: () => regradeExercise(exercise.id, setProgress),
    onMutate: () => setProgress(null),
    onSettled: () => router.refresh(),
  });
  const done = regrade.data;
  if (use.outdated === 0 && done === undefined) return null;
  return (
    <section
      aria-label="Regrading"
      className="my-6 flex flex-wrap items-center gap-3 rounded border bg-surface px-4 py-3"
    >
      <p role="status" className="mr-auto max-w-prose text-ink">
        {use.outdated === 0 && done !== undefined
          ? doneWords(done)
          : regrade.isPending
            ? progressWords(progress, use)
            : `${countWords(use.outdated, "answer")} ${use.outdated === 1 ? "has a verdict" : "have verdicts"} about an earlier version.`}
        {regrade.error === null ? null : (
          <span className="block text-danger">{readRefusal(regrade.error, untypedWords).message}</span>
        )}
      </p>
      {use.outdated === 0 ? null : (
        <Button pending={regrade.isPending} onClick={() => regrade.mutate()}>
          Regrade them
        </Button>
      )}
    </section>
  );
}

/** The first words of it come after some seconds. */
function progressWords(progress: RegradeReport | null, { outdated }: ExerciseUse): string {
  if (progress === null) return `Regrading ${countWords(outdated, "answer")}…`;
  return `${countWords(progress.regraded, "answer")} regraded, ${progress.left} to go…`;
}

function doneWords({ regraded, changed }: { regraded: number; changed: number }): string {
  const whole = `${countWords(regraded, "answer")} regraded.`;
  if (changed === 0) return `${whole} No verdict is another one.`;
  return `${whole} ${changed === 1 ? "1 has" : `${changed} have`} another verdict.`;
}
