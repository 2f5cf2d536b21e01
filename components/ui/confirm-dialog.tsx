"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, type RefObject, useRef } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import {
  dialogBackdropClass,
  dialogDescriptionClass,
  dialogFooterClass,
  dialogPopupClass,
  dialogTitleClass,
} from "@/components/ui/dialog-class";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Names what is lost. */
  description: ReactNode;
  /** Says what happens: "End and delete this database". */
  confirmLabel: string;
  cancelLabel?: string;
  /** The caller closes the dialog when it is done. */
  onConfirm: () => void;
  /** Where the focus goes when what had opened the dialog is gone. */
  finalFocus?: RefObject<HTMLElement | null>;
  /** False where nothing is lost by it. */
  danger?: boolean;
  pending?: boolean;
}

/** Asks once before something is deleted. A click beside it does not answer; the harmless button has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    confirmLabel,
    cancelLabel = "Keep it",
    onConfirm,
    pending,
    danger = true,
    finalFocus,
  } = props;
  const cancelRef = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={dialogBackdropClass} />
        <AlertDialog.Popup className={dialogPopupClass} initialFocus={cancelRef} finalFocus={finalFocus}>
          <AlertDialog.Title className={dialogTitleClass}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={dialogDescriptionClass}>{description}</AlertDialog.Description>
          <div className={dialogFooterClass}>
            <AlertDialog.Close ref={cancelRef} className={buttonClass()}>
              {cancelLabel}
            </AlertDialog.Close>
            <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
