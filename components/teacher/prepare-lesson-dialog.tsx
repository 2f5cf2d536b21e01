"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { LessonExercise } from "@/components/teacher/lesson-exercise-select";
import { LessonForm } from "@/components/teacher/lesson-form";
import {
  dialogBackdropClass,
  dialogDescriptionClass,
  dialogPopupClass,
  dialogTitleClass,
} from "@/components/ui/dialog-class";

interface PrepareLessonDialogProps {
  open: boolean;
  onClose: () => void;
  exercises: LessonExercise[];
  classSize: number;
}

/** Asks for what a lesson is. The form is made anew each time, so that its time is the next quarter of an hour from now. */
export function PrepareLessonDialog({ open, onClose, exercises, classSize }: PrepareLessonDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogBackdropClass} />
        <Dialog.Popup className={dialogPopupClass}>
          <Dialog.Title className={dialogTitleClass}>Prepare a lesson</Dialog.Title>
          <Dialog.Description className={dialogDescriptionClass}>
            Databases start ahead and wait until half an hour after the beginning.
          </Dialog.Description>
          <LessonForm exercises={exercises} classSize={classSize} onDone={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
