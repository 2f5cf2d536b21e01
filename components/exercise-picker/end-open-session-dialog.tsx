"use client";

import { type RefObject, useState } from "react";
import type { OpenSession } from "@/components/exercise-picker/open-session-row";
import { useEndOpenSession } from "@/components/exercise-picker/use-end-open-session";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface EndOpenSessionDialogProps {
  /** The one to be ended; null closes the dialog. */
  asked: OpenSession | null;
  onClose: () => void;
  /** Takes the focus when the row, and with it the button that had it, is gone. */
  focusAfterEnd: RefObject<HTMLElement | null>;
}

export function EndOpenSessionDialog({ asked, onClose, focusAfterEnd }: EndOpenSessionDialogProps) {
  // The words stay while the dialog fades.
  const [last, setLast] = useState(asked);
  if (asked !== null && asked !== last) setLast(asked);
  const end = useEndOpenSession(onClose);
  if (last === null) return null;
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`End ${last.exercise.title}?`}
      description="This database is deleted, with everything you changed in it. What you typed in the editor stays."
      confirmLabel="End and delete this database"
      onConfirm={() => end.mutate(last)}
      pending={end.isPending}
      finalFocus={end.isSuccess ? focusAfterEnd : undefined}
    />
  );
}
