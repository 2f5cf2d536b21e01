"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import {
  dialogBackdropClass,
  dialogDescriptionClass,
  dialogFooterClass,
  dialogPopupClass,
  dialogTitleClass,
} from "@/components/ui/dialog-class";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the main one last. Where left out, a "Close" button stands there. */
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/** A window over the page that Escape or a click beside it closes. What deletes something takes ConfirmDialog. */
export function Dialog({ open, onOpenChange, title, description, footer, className, children }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogBackdropClass} />
        <BaseDialog.Popup className={classNames(dialogPopupClass, className)}>
          <BaseDialog.Title className={dialogTitleClass}>{title}</BaseDialog.Title>
          {description === undefined ? null : (
            <BaseDialog.Description className={dialogDescriptionClass}>{description}</BaseDialog.Description>
          )}
          {children}
          <div className={dialogFooterClass}>
            {footer ?? <BaseDialog.Close className={buttonClass()}>Close</BaseDialog.Close>}
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
