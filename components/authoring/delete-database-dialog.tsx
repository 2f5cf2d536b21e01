"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { deleteDatabase } from "@/components/authoring/database-api";
import { readRefusal, untypedWords } from "@/components/authoring/read-refusal";
import { listKey } from "@/components/authoring/use-databases";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { DatabaseSummary } from "@/lib/schemas/exercise-database";

interface DeleteDatabaseDialogProps {
  /** Null closes the dialog. */
  asked: Pick<DatabaseSummary, "id" | "title"> | null;
  onClose: () => void;
  onDeleted?: () => void;
  /** Where to go when the database's own page is gone. */
  returnTo?: "/course/databases";
}

/** What is in use is not deleted: then Carrel's refusal names the exercises, and stands in the dialog. */
export function DeleteDatabaseDialog({ asked, onClose, onDeleted, returnTo }: DeleteDatabaseDialogProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  // The words stay while the dialog fades.
  const [last, setLast] = useState(asked);
  if (asked !== null && asked.id !== last?.id) setLast(asked);
  const remove = useMutation({
    mutationFn: (id: string) => deleteDatabase(id),
    onSuccess: async () => {
      onDeleted?.();
      onClose();
      toast.success(`“${last?.title}” is deleted.`);
      await queryClient.invalidateQueries({ queryKey: listKey });
      if (returnTo === undefined) router.refresh();
      else router.push(returnTo);
    },
  });
  if (last === null) return null;
  const refused = remove.error === null ? null : readRefusal(remove.error, untypedWords).message;
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => {
        if (open) return;
        remove.reset();
        onClose();
      }}
      title={`Delete “${last.title}”?`}
      description={
        refused === null ? (
          "Its schema, its rows and its hidden data are deleted, and cannot be brought back. Students who have it open keep what they have."
        ) : (
          <span role="alert" className="text-danger">
            {refused}
          </span>
        )
      }
      confirmLabel="Delete this database"
      onConfirm={() => remove.mutate(last.id)}
      pending={remove.isPending}
    />
  );
}
