import type { ExercisePartProps } from "@/components/authoring/exercise-part";
import { ListField } from "@/components/authoring/list-field";
import { TextAreaField } from "@/components/ui/text-area-field";

/** They open one by one, in this order. */
export function HintsField({ fields, change, errors }: ExercisePartProps) {
  return (
    <ListField
      name="Hint"
      items={fields.hints}
      onChange={(hints) => change({ hints })}
      empty=""
      addLabel="Add a hint"
      most={10}
    >
      {(hint, index, set) => (
        <TextAreaField
          label="Words, in Markdown"
          rows={2}
          value={hint}
          onChange={(event) => set(event.target.value)}
          error={errors[`hints.${index}`]}
        />
      )}
    </ListField>
  );
}
