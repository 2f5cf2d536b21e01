"use client";

import { type RefObject, useState } from "react";
import { useEndSession } from "@/components/teacher/use-end-session";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ClassSession } from "@/lib/schemas/session";

interface EndSessionDialogProps {
  /** The session that the teacher wants to end; null closes the dialog. */
  asked: ClassSession | null;
  onClose: () => void;
  /** Takes the focus when the row, and with it the button that had it, is gone. */
  focusAfterEnd: RefObject<HTMLElement | null>;
}

export function EndSessionDialog({ asked, onClose, focusAfterEnd }: EndSessionDialogProps) {
  // The words stay while the dialog fades.
  const [last, setLast] = useState(asked);
  if (asked !== null && asked !== last) setLast(asked);
  const end = useEndSession(onClose);
  if (last === null) return null;
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`End ${last.exercise.title} of ${last.student.name}?`}
      description="Every table and row that they made or changed in this database is deleted, and cannot be brought back. They can start again with fresh data."
      confirmLabel="End and delete this database"
      onConfirm={() => end.mutate(last)}
      pending={end.isPending}
      finalFocus={end.isSuccess ? focusAfterEnd : undefined}
    />
  );
}
