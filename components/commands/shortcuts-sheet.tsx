"use client";

import { Dialog } from "@base-ui/react/dialog";
import { keyWords } from "@/components/commands/key-words";
import { shortcutGroups } from "@/components/commands/shortcuts";
import { buttonClass } from "@/components/ui/button-class";
import {
  dialogBackdropClass,
  dialogFooterClass,
  dialogPopupClass,
  dialogTitleClass,
} from "@/components/ui/dialog-class";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/workspace/use-browser-facts";

interface ShortcutsSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key that does something, by where it does it. */
export function ShortcutsSheet({ open, onOpenChange }: ShortcutsSheetProps) {
  const modKey = useModKey();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogBackdropClass} />
        <Dialog.Popup className={`${dialogPopupClass} sm:top-[8dvh]! sm:max-w-2xl!`}>
          <Dialog.Title className={dialogTitleClass}>Keyboard shortcuts</Dialog.Title>
          <div className="mt-4 gap-x-10 sm:columns-2">
            {shortcutGroups.map(({ title, shortcuts }) => (
              <section key={title} className="mb-5 break-inside-avoid">
                <h3 className="mb-1 font-medium text-ink-muted text-xs">{title}</h3>
                <dl>
                  {shortcuts.map(({ does, keys }) => (
                    <div key={does} className="flex items-center justify-between gap-4 border-b py-1.5">
                      <dt>{does}</dt>
                      <dd className="shrink-0 text-ink-muted">
                        <Kbd>{keyWords(keys, modKey)}</Kbd>
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <div className={dialogFooterClass}>
            <Dialog.Close className={buttonClass()}>Close</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
