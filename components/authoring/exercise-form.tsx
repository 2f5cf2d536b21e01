"use client";

import { useMemo, useRef, useState } from "react";
import { ComparisonFields } from "@/components/authoring/comparison-fields";
import { DeleteExerciseDialog } from "@/components/authoring/delete-exercise-dialog";
import { ExerciseActions } from "@/components/authoring/exercise-actions";
import { type DatabaseChoice, ExerciseBasics } from "@/components/authoring/exercise-basics";
import { exerciseFieldsOf, exerciseFieldsSchema, newExerciseFields } from "@/components/authoring/exercise-fields";
import { exerciseLabels } from "@/components/authoring/exercise-labels";
import type { ExercisePartProps } from "@/components/authoring/exercise-part";
import { ExerciseToolbar } from "@/components/authoring/exercise-toolbar";
import { focusFirstError } from "@/components/authoring/focus-first-error";
import { FormNotices } from "@/components/authoring/form-notices";
import { FormSection } from "@/components/authoring/form-section";
import { GateReportView } from "@/components/authoring/gate-report";
import { GateStanding } from "@/components/authoring/gate-standing";
import { HintsField } from "@/components/authoring/hints-field";
import { MarkdownField } from "@/components/authoring/markdown-field";
import { MistakesField } from "@/components/authoring/mistakes-field";
import { ProbesField } from "@/components/authoring/probes-field";
import { RegradePanel } from "@/components/authoring/regrade-panel";
import { SqlField } from "@/components/authoring/sql-field";
import { useSaveExercise } from "@/components/authoring/use-save-exercise";
import { useSaveKey } from "@/components/authoring/use-save-key";
import { useTypedForm } from "@/components/authoring/use-typed-form";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { AuthoredExercise, ExerciseUse } from "@/lib/schemas/authored-exercise";

interface ExerciseFormProps {
  /** Null for a new one. */
  exercise: AuthoredExercise | null;
  use: ExerciseUse | null;
  databases: DatabaseChoice[];
  topics: string[];
  viewerId: string;
}

/** An exercise, written by hand. */
export function ExerciseForm({ exercise: given, use, databases, topics, viewerId }: ExerciseFormProps) {
  const firstDatabase = databases.length === 1 ? (databases[0]?.id ?? "") : "";
  const stored = useMemo(
    () =>
      given === null
        ? { fields: newExerciseFields(firstDatabase), updatedAt: null }
        : { fields: exerciseFieldsOf(given), updatedAt: given.updatedAt },
    [given, firstDatabase],
  );
  const storageKey = `${viewerId}:exercise:${given?.id ?? "new"}`;
  const form = useTypedForm({ storageKey, schema: exerciseFieldsSchema, stored });
  const formRef = useRef<HTMLFormElement>(null);
  const onRefused = () => focusFirstError(formRef.current);
  const { exercise, save, pending, errors, problem, gate } = useSaveExercise({ exercise: given, form, onRefused });
  const [isDeleting, setDeleting] = useState(false);
  useSaveKey(() => save("save"));

  const part: ExercisePartProps = { fields: form.fields, change: form.change, errors };
  const position = gate?.report.findings.find(({ error }) => error?.position !== undefined)?.error?.position;
  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save("save");
      }}
    >
      <ExerciseToolbar exercise={exercise} use={use} onDelete={() => setDeleting(true)} />
      <FormNotices form={form} labels={exerciseLabels} problem={problem} />
      {given === null ? null : <GateStanding {...given} />}
      {gate === null ? null : <GateReportView outcome={gate} />}
      {exercise !== null && use !== null ? <RegradePanel exercise={exercise} use={use} /> : null}
      <div className="mt-8">
        <FormSection title="Exercise">
          <ExerciseBasics {...part} databases={databases} topics={topics} isNew={exercise === null} />
        </FormSection>
        <FormSection
          title="Task"
          about="What is wanted, in two to six sentences: name the columns, and say whether the order matters."
        >
          <MarkdownField
            label="Task, in Markdown"
            value={form.fields.prompt}
            onChange={(prompt) => form.change({ prompt })}
            error={errors.prompt}
          />
          <SqlField
            label={exerciseLabels.starterSql}
            hint="What the editor holds at first. May be empty."
            value={form.fields.starterSql}
            onChange={(starterSql) => form.change({ starterSql })}
            error={errors.starterSql}
          />
        </FormSection>
        <FormSection
          title="Solution"
          about="Answers are measured by it. Students see it when they have solved the exercise."
        >
          <SqlField
            label={exerciseLabels.solutionSql}
            value={form.fields.solutionSql}
            onChange={(solutionSql) => form.change({ solutionSql })}
            error={errors.solutionSql}
            mark={gate === null || position === undefined ? null : { sql: gate.solutionSql, position }}
          />
          <TextAreaField
            label="Why it is so"
            hint="A few words, shown with the solution. May be empty."
            value={form.fields.why}
            onChange={(event) => form.change({ why: event.target.value })}
            error={errors.why}
          />
        </FormSection>
        <FormSection title="Hints" about="One more opens after each try that was not right.">
          <HintsField {...part} />
        </FormSection>
        <FormSection
          title="Known mistakes"
          about="What many get wrong. Each must be refused before the exercise can be published."
        >
          <MistakesField {...part} />
        </FormSection>
        <FormSection title="Check" about="How answers are compared. What is left as it is suits most exercises.">
          <ComparisonFields {...part} />
        </FormSection>
        {hasProbes(part) ? (
          <FormSection title="Probes" about="Statements that must succeed, or fail, once the answer has run.">
            <ProbesField {...part} />
          </FormSection>
        ) : null}
      </div>
      <ExerciseActions exercise={exercise} isDirty={form.isDirty} pending={pending} onAct={save} />
      {exercise === null || use === null ? null : (
        <DeleteExerciseDialog
          asked={isDeleting ? { ...exercise, attempts: use.attempts } : null}
          onClose={() => setDeleting(false)}
          onDeleted={form.discard}
          returnTo="/course/exercises"
        />
      )}
    </form>
  );
}

function hasProbes({ fields }: ExercisePartProps): boolean {
  return ["schema", "permissions", "transactions"].includes(fields.kind) || fields.probes.length > 0;
}
