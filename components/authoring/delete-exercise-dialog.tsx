"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { countWords } from "@/components/authoring/attempt-words";
import { deleteExercise } from "@/components/authoring/exercise-api";
import { readRefusal, untypedWords } from "@/components/authoring/read-refusal";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ExerciseSummary } from "@/lib/schemas/authored-exercise";

interface DeleteExerciseDialogProps {
  /** Null closes the dialog. */
  asked: Pick<ExerciseSummary, "id" | "title" | "attempts"> | null;
  onClose: () => void;
  onDeleted?: () => void;
  /** Where to go when the exercise's own page is gone. */
  returnTo?: "/course/exercises";
}

export function DeleteExerciseDialog({ asked, onClose, onDeleted, returnTo }: DeleteExerciseDialogProps) {
  const router = useRouter();
  // The words stay while the dialog fades.
  const [last, setLast] = useState(asked);
  if (asked !== null && asked.id !== last?.id) setLast(asked);
  const remove = useMutation({
    mutationFn: (id: string) => deleteExercise(id),
    onSuccess: () => {
      onDeleted?.();
      onClose();
      toast.success(`“${last?.title}” is deleted.`);
      if (returnTo === undefined) router.refresh();
      else router.push(returnTo);
    },
    onError: (error) => {
      onClose();
      toast.error("It was not deleted.", { description: readRefusal(error, untypedWords).message });
    },
  });
  if (last === null) return null;
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Delete “${last.title}”?`}
      description={lostWords(last.attempts)}
      confirmLabel="Delete this exercise"
      onConfirm={() => remove.mutate(last.id)}
      pending={remove.isPending}
    />
  );
}

function lostWords(attempts: number): string {
  const answers = attempts === 0 ? "" : `${countWords(attempts, "answer")} with their verdicts, `;
  return `Its task and solution are deleted, and with them ${answers}what students have typed and run for it, and lessons that are prepared for it. None of it can be brought back.`;
}
