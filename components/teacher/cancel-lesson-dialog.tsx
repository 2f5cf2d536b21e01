"use client";

import { type RefObject, useState } from "react";
import { useCancelLesson } from "@/components/teacher/use-lessons";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Lesson } from "@/lib/schemas/lesson";

interface CancelLessonDialogProps {
  /** The lesson that the teacher wants to cancel; null closes the dialog. */
  asked: Lesson | null;
  onClose: () => void;
  /** Takes the focus when the row, and with it the button that had it, is gone. */
  focusAfterCancel: RefObject<HTMLElement | null>;
}

export function CancelLessonDialog({ asked, onClose, focusAfterCancel }: CancelLessonDialogProps) {
  // The words stay while the dialog fades.
  const [last, setLast] = useState(asked);
  if (asked !== null && asked !== last) setLast(asked);
  const cancel = useCancelLesson(onClose);
  if (last === null) return null;
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Cancel the lesson ${last.exercise.title}?`}
      description="The databases that wait for it are given back. Students can still open the exercise, and what they have open stays."
      confirmLabel="Cancel this lesson"
      onConfirm={() => cancel.mutate(last)}
      pending={cancel.isPending}
      finalFocus={cancel.isSuccess ? focusAfterCancel : undefined}
    />
  );
}
