import type { ExercisePartProps } from "@/components/authoring/exercise-part";
import { ListField } from "@/components/authoring/list-field";
import { SqlField } from "@/components/authoring/sql-field";
import { TextAreaField } from "@/components/ui/text-area-field";

/** What many get wrong, and what they are told. */
export function MistakesField({ fields, change, errors }: ExercisePartProps) {
  return (
    <ListField
      name="Mistake"
      items={fields.knownMistakes}
      onChange={(knownMistakes) => change({ knownMistakes })}
      empty={{ sql: "", message: "" }}
      addLabel="Add a known mistake"
    >
      {(mistake, index, set) => (
        <div className="flex flex-col gap-4">
          <SqlField
            label="The answer that is wrong"
            value={mistake.sql}
            onChange={(sql) => set({ ...mistake, sql })}
            error={errors[`check.knownMistakes.${index}.sql`]}
          />
          <TextAreaField
            label="What is said to it"
            hint="An answer that gives the same is told so."
            rows={2}
            value={mistake.message}
            onChange={(event) => set({ ...mistake, message: event.target.value })}
            error={errors[`check.knownMistakes.${index}.message`]}
          />
        </div>
      )}
    </ListField>
  );
}
