"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useMemo } from "react";
import { ErDiagram } from "@/components/diagrams/er-diagram";
import { touchedTables } from "@/components/diagrams/touched-tables";
import { buttonClass } from "@/components/ui/button-class";
import { dialogBackdropClass, dialogTitleClass } from "@/components/ui/dialog-class";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

interface DiagramDialogProps {
  schema: DatabaseSchema;
  /** What stands in the editor: the tables that it speaks of are marked. */
  sql: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The tables and their foreign keys as a picture, over the whole page. */
export function DiagramDialog({ schema, sql, open, onOpenChange }: DiagramDialogProps) {
  const touched = useMemo(() => touchedTables(sql, schema), [sql, schema]);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogBackdropClass} />
        <Dialog.Popup className="fixed inset-2 z-50 flex flex-col overflow-hidden rounded bg-surface shadow-float outline-none sm:inset-6">
          <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b py-2 pr-2 pl-4">
            <Dialog.Title className={dialogTitleClass}>Tables and foreign keys</Dialog.Title>
            <Dialog.Description className="text-ink-muted text-xs max-sm:order-last max-sm:basis-full">
              {touched.size === 0
                ? "⚷ primary key, ↗ foreign key"
                : "⚷ primary key, ↗ foreign key; marked: in your SQL"}
            </Dialog.Description>
            <Dialog.Close className={`${buttonClass({ size: "sm" })} ml-auto`}>Close</Dialog.Close>
          </header>
          <div className="min-h-0 flex-1">
            <ErDiagram schema={schema} touched={touched} name="tables" />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
