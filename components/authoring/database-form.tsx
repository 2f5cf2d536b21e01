"use client";

import { useMemo, useRef, useState } from "react";
import { BuildPanel } from "@/components/authoring/build-panel";
import {
  changedDatabaseBody,
  type DatabaseFields,
  databaseFieldsOf,
  databaseFieldsSchema,
  isBuiltAnew,
  newDatabaseFields,
} from "@/components/authoring/database-fields";
import { DatabaseToolbar } from "@/components/authoring/database-toolbar";
import { DeleteDatabaseDialog } from "@/components/authoring/delete-database-dialog";
import { focusFirstError } from "@/components/authoring/focus-first-error";
import { FormActions } from "@/components/authoring/form-actions";
import { FormNotices } from "@/components/authoring/form-notices";
import { FormSection } from "@/components/authoring/form-section";
import { HiddenSetsField } from "@/components/authoring/hidden-sets-field";
import { OpenFileButton } from "@/components/authoring/open-file-button";
import { SqlField } from "@/components/authoring/sql-field";
import { suggestSlug } from "@/components/authoring/suggest-slug";
import { useSaveDatabase } from "@/components/authoring/use-save-database";
import { useSaveKey } from "@/components/authoring/use-save-key";
import { useTypedForm } from "@/components/authoring/use-typed-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { DatabaseExercise, ExerciseDatabase } from "@/lib/schemas/exercise-database";

interface DatabaseFormProps {
  /** Null for a new one. */
  database: ExerciseDatabase | null;
  exercises: DatabaseExercise[];
  viewerId: string;
}

const labels: Record<keyof DatabaseFields, string> = {
  title: "Title",
  slug: "Address",
  schemaSql: "Schema SQL",
  seedSql: "Rows",
  hiddenDatasets: "Hidden data",
};

/** An exercise database, written by hand. */
export function DatabaseForm({ database, exercises, viewerId }: DatabaseFormProps) {
  const updatedAt = database?.updatedAt ?? null;
  // While it is being built it is read again and again, and only somebody's change makes it another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is stored is told by the time of its last change.
  const stored = useMemo(
    () => ({ fields: database === null ? newDatabaseFields : databaseFieldsOf(database), updatedAt }),
    [updatedAt],
  );
  const storageKey = `${viewerId}:database:${database?.id ?? "new"}`;
  const form = useTypedForm({ storageKey, schema: databaseFieldsSchema, stored });
  const formRef = useRef<HTMLFormElement>(null);
  const onRefused = () => focusFirstError(formRef.current);
  const { save, isSaving, errors, problem } = useSaveDatabase({ database, form, onRefused });
  const [isDeleting, setDeleting] = useState(false);
  useSaveKey(save);

  const { fields, change } = form;
  const isBuilt = isBuiltAnew(changedDatabaseBody(form.base.fields, fields));
  const rename = (title: string) =>
    database === null && fields.slug === suggestSlug(fields.title) ? { title, slug: suggestSlug(title) } : { title };
  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <DatabaseToolbar database={database} exercises={exercises} onDelete={() => setDeleting(true)} />
      <FormNotices form={form} labels={labels} problem={problem} />
      {database === null ? null : <BuildPanel database={database} />}
      <div className="mt-8">
        <FormSection title="Database">
          <div className="grid gap-6 sm:grid-cols-2">
            <TextField
              label={labels.title}
              value={fields.title}
              onChange={(event) => change(rename(event.target.value))}
              error={errors.title}
            />
            <TextField
              label={labels.slug}
              value={fields.slug}
              onChange={(event) => change({ slug: event.target.value })}
              error={errors.slug}
              spellCheck={false}
            />
          </div>
        </FormSection>
        <FormSection
          title="Schema"
          about="Tables, keys, comments: plain SQL for PostgreSQL 17, or the dump that you have. COPY and psql’s meta-commands work too."
        >
          <SqlField
            label={labels.schemaSql}
            value={fields.schemaSql}
            onChange={(schemaSql) => change({ schemaSql })}
            error={errors.schemaSql}
            aside={<OpenFileButton what="Schema" onOpen={(schemaSql) => change({ schemaSql })} />}
          />
        </FormSection>
        <FormSection title="Rows" about="What students see. Keep it the same at every load: no random(), no now().">
          <SqlField
            label={labels.seedSql}
            value={fields.seedSql}
            onChange={(seedSql) => change({ seedSql })}
            error={errors.seedSql}
            aside={<OpenFileButton what="Rows" onOpen={(seedSql) => change({ seedSql })} />}
          />
        </FormSection>
        <FormSection
          title="Hidden data"
          about="Other rows for the same tables, which keep an answer from passing that was made for the visible ones. Few rows are enough."
        >
          <HiddenSetsField fields={fields} change={change} errors={errors} />
        </FormSection>
      </div>
      <FormActions words={standing({ isSaving, isDirty: form.isDirty, isNew: database === null })}>
        <Button
          type="submit"
          variant="primary"
          pending={isSaving}
          disabled={!form.isDirty && database !== null && database.buildState !== "failed"}
        >
          {isBuilt || database === null || database.buildState === "failed" ? "Save and build" : "Save"}
        </Button>
      </FormActions>
      <DeleteDatabaseDialog
        asked={isDeleting ? database : null}
        onClose={() => setDeleting(false)}
        onDeleted={form.discard}
        returnTo="/course/databases"
      />
    </form>
  );
}

function standing({ isSaving, isDirty, isNew }: { isSaving: boolean; isDirty: boolean; isNew: boolean }): string {
  if (isSaving) return "Saving…";
  if (isDirty) return isNew ? "Not saved yet." : "Your changes are not saved.";
  return isNew ? "" : "Saved.";
}
