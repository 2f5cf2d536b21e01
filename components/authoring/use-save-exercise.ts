"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { type ExerciseFields, exerciseBodyOf, exerciseFieldsOf } from "@/components/authoring/exercise-fields";
import { type FieldErrors, readFieldErrors } from "@/components/authoring/field-errors";
import type { GateOutcome } from "@/components/authoring/gate-outcome";
import { readRefusal } from "@/components/authoring/read-refusal";
import { type SaveIntent, saveExercise } from "@/components/authoring/save-exercise";
import type { TypedForm } from "@/components/authoring/use-typed-form";
import { type AuthoredExercise, createExerciseBodySchema } from "@/lib/schemas/authored-exercise";

interface SaveExerciseOptions {
  exercise: AuthoredExercise | null;
  form: TypedForm<ExerciseFields>;
  /** Takes the focus to the first field that is wrong. */
  onRefused: () => void;
}

const gateKey = (id: string) => ["authoring", "gate", id];

/** Saving, publishing and checking an exercise: what is wrong, what the gate found, and what is under way. */
export function useSaveExercise({ exercise: given, form, onRefused }: SaveExerciseOptions) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [saved, setSaved] = useState(given);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  // A new exercise gets a page of its own when it is stored, and what the gate said of it goes along.
  const [gate, setGate] = useState<GateOutcome | null>(
    () => (given && queryClient.getQueryData<GateOutcome>(gateKey(given.id))) ?? null,
  );
  useEffect(() => {
    if (given !== null) queryClient.removeQueries({ queryKey: gateKey(given.id) });
  }, [given, queryClient]);
  const exercise = newer(given, saved);

  function showGate(outcome: GateOutcome | null, id: string) {
    setGate(outcome);
    if (given === null) queryClient.setQueryData(gateKey(id), outcome);
  }

  async function run(intent: SaveIntent) {
    const { base, fields } = form;
    let stored = exercise;
    const onStored = (next: AuthoredExercise) => {
      stored = next;
      setSaved(next);
      form.accept({ fields: exerciseFieldsOf(next), updatedAt: next.updatedAt }, fields);
    };
    try {
      const report = await saveExercise({ exercise, base, fields, intent, onStored });
      if (stored !== null) showGate(report && { report, intent, solutionSql: fields.solutionSql }, stored.id);
      if (report === null || intent === "publish") toast.success(doneWords[intent]);
    } catch (error) {
      const refusal = readRefusal(error);
      if (refusal.kind === "fields") setErrors(refusal.errors);
      if (refusal.kind === "gate" && stored !== null) {
        showGate({ report: refusal.report, intent, solutionSql: fields.solutionSql }, stored.id);
      }
      // What somebody else has saved comes with the page, and says so itself.
      if (refusal.kind === "other") setProblem(refusal.message);
    }
    if (exercise === null && stored !== null) router.replace(`/course/exercises/${stored.id}`);
    else router.refresh();
  }

  const mutation = useMutation({ mutationFn: run, onSettled: onRefused });

  function save(intent: SaveIntent) {
    if (mutation.isPending) return;
    const { error } = createExerciseBodySchema.safeParse(exerciseBodyOf(form.fields));
    setProblem(null);
    setErrors(readFieldErrors(error?.issues) ?? {});
    if (error === undefined) mutation.mutate(intent);
    else onRefused();
  }

  return { exercise, save, pending: mutation.isPending ? mutation.variables : null, errors, problem, gate };
}

const doneWords: Record<SaveIntent, string> = {
  save: "Saved.",
  publish: "Published. Students see it now.",
  unpublish: "Students do not see it any more.",
  check: "Checked.",
};

function newer(given: AuthoredExercise | null, saved: AuthoredExercise | null): AuthoredExercise | null {
  if (given === null || saved === null) return given ?? saved;
  return given.updatedAt > saved.updatedAt ? given : saved;
}
