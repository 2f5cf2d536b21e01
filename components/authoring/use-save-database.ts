"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { createDatabase, patchDatabase } from "@/components/authoring/database-api";
import {
  changedDatabaseBody,
  type DatabaseFields,
  databaseFieldsOf,
  isBuiltAnew,
} from "@/components/authoring/database-fields";
import { type FieldErrors, readFieldErrors } from "@/components/authoring/field-errors";
import { readRefusal } from "@/components/authoring/read-refusal";
import { databaseKey } from "@/components/authoring/use-databases";
import type { TypedForm } from "@/components/authoring/use-typed-form";
import { createDatabaseBodySchema, type ExerciseDatabase } from "@/lib/schemas/exercise-database";

interface SaveDatabaseOptions {
  database: ExerciseDatabase | null;
  form: TypedForm<DatabaseFields>;
  /** Takes the focus to the first field that is wrong. */
  onRefused: () => void;
}

/** Saves an exercise database; what is built of it then is asked for by whoever shows it. */
export function useSaveDatabase({ database, form, onRefused }: SaveDatabaseOptions) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<string | null>(null);

  async function run() {
    const { base, fields } = form;
    const changes = changedDatabaseBody(base.fields, fields);
    const saved =
      database === null
        ? await createDatabase(fields)
        : await patchDatabase(database.id, { ...changes, updatedAt: base.updatedAt ?? undefined });
    form.accept({ fields: databaseFieldsOf(saved), updatedAt: saved.updatedAt }, fields);
    queryClient.setQueryData(databaseKey(saved.id), saved);
    toast.success(isBuiltAnew(changes) ? "Saved. It is being built." : "Saved.");
    if (database === null) router.replace(`/course/databases/${saved.id}`);
    else router.refresh();
  }

  const mutation = useMutation({
    mutationFn: run,
    onError: async (error) => {
      const refusal = readRefusal(error);
      if (refusal.kind === "fields") setErrors(refusal.errors);
      if (refusal.kind === "other") setProblem(refusal.message);
      // What somebody else has saved comes into the form, beside what was typed.
      if (refusal.kind === "changed" && database !== null) {
        await queryClient.invalidateQueries({ queryKey: databaseKey(database.id) });
      }
      onRefused();
    },
  });

  function save() {
    if (mutation.isPending) return;
    const { error } = createDatabaseBodySchema.safeParse(form.fields);
    setProblem(null);
    setErrors(readFieldErrors(error?.issues) ?? {});
    if (error === undefined) mutation.mutate();
    else onRefused();
  }

  return { save, isSaving: mutation.isPending, errors, problem };
}
