import { emptyProbe, exerciseFieldsSchema } from "@/components/authoring/exercise-fields";
import type { ExercisePartProps } from "@/components/authoring/exercise-part";
import { ListField } from "@/components/authoring/list-field";
import { SqlField } from "@/components/authoring/sql-field";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";

const { console, when, waits } = exerciseFieldsSchema.shape.probes.element.shape;

/** Statements that are run after an answer, or beside it, and must end as is said here. */
export function ProbesField({ fields, change, errors }: ExercisePartProps) {
  const isSchedule =
    fields.kind === "transactions" || fields.probes.some((probe) => probe.console !== "" || probe.when !== "");
  return (
    <ListField
      name="Probe"
      items={fields.probes}
      onChange={(probes) => change({ probes })}
      empty={emptyProbe}
      addLabel="Add a probe"
    >
      {(probe, index, set) => (
        <div className="flex flex-col gap-4">
          <SqlField
            label="Statement"
            value={probe.sql}
            onChange={(sql) => set({ ...probe, sql })}
            error={errors[`check.probes.${index}.sql`]}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label="As role"
              hint="Empty: as the student."
              value={probe.role}
              onChange={(event) => set({ ...probe, role: event.target.value })}
              error={errors[`check.probes.${index}.role`]}
              spellCheck={false}
            />
            <TextField
              label="Must fail with SQLSTATE"
              hint="Empty: it must succeed. 42501 is “permission denied”."
              value={probe.sqlState}
              onChange={(event) => set({ ...probe, sqlState: event.target.value })}
              error={errors[`check.probes.${index}.sqlState`] && "Five characters, such as 23505."}
              spellCheck={false}
            />
          </div>
          {isSchedule ? (
            <div className="grid gap-4 sm:grid-cols-3">
              <SelectField
                label="On console"
                value={probe.console}
                onChange={(event) => set({ ...probe, console: console.parse(event.target.value) })}
              >
                <option value="">second</option>
                <option value="main">main</option>
              </SelectField>
              <SelectField
                label="When"
                value={probe.when}
                onChange={(event) => set({ ...probe, when: when.parse(event.target.value) })}
              >
                <option value="">After all of it</option>
                <option value="start">Before the first statement</option>
                <option value="open">Just before the last COMMIT or ROLLBACK</option>
              </SelectField>
              <SelectField
                label="Has to wait"
                value={probe.waits}
                onChange={(event) => set({ ...probe, waits: waits.parse(event.target.value) })}
              >
                <option value="">Does not matter</option>
                <option value="yes">Until the answer goes on</option>
                <option value="no">Not at all</option>
              </SelectField>
            </div>
          ) : null}
        </div>
      )}
    </ListField>
  );
}
