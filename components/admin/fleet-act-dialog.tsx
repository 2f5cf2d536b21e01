"use client";

import { type RefObject, useState } from "react";
import type { FleetAct } from "@/components/admin/fleet-act";
import { useFleetAct } from "@/components/admin/use-fleet-act";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface FleetActDialogProps {
  /** Null closes the dialog. */
  asked: FleetAct | null;
  onClose: () => void;
  /** Takes the focus when the row, and with it the button that had it, is gone. */
  focusAfterEnd: RefObject<HTMLElement | null>;
}

export function FleetActDialog({ asked, onClose, focusAfterEnd }: FleetActDialogProps) {
  // The words stay while the dialog fades.
  const [last, setLast] = useState(asked);
  if (asked !== null && asked !== last) setLast(asked);
  const act = useFleetAct(onClose);
  if (last === null) return null;
  return (
    <ConfirmDialog
      {...wordsOf(last)}
      open={asked !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      onConfirm={() => act.mutate(last)}
      pending={act.isPending}
      finalFocus={act.isSuccess && last.kind === "end" ? focusAfterEnd : undefined}
    />
  );
}

function wordsOf(act: FleetAct) {
  if (act.kind === "end") {
    const { student, exercise } = act.session;
    return {
      title: `End ${exercise.title} of ${student.name}?`,
      description:
        "Every table and row that they made or changed in this database is deleted, and cannot be brought back. They can start again with fresh data. The audit log keeps who did it.",
      confirmLabel: "End and delete this database",
    };
  }
  return act.draining ? drainWords : undrainWords;
}

const drainWords = {
  title: "Let nothing new begin?",
  description:
    "Whoever works goes on working. Nobody can start a database, sleeping ones do not wake, the queue stands still, and the containers that wait in the pool are removed. Nothing of anybody's work is lost. The audit log keeps who did it.",
  confirmLabel: "Drain Carrel",
  cancelLabel: "Leave it as it is",
  danger: false,
};

const undrainWords = {
  title: "Let people in again?",
  description:
    "Databases start and wake as before, who waits in the queue gets a place, and the keeper fills the pool again. The audit log keeps who did it.",
  confirmLabel: "End draining",
  cancelLabel: "Leave it as it is",
  danger: false,
};
