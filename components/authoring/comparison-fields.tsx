import { exerciseFieldsSchema } from "@/components/authoring/exercise-fields";
import { exerciseLabels } from "@/components/authoring/exercise-labels";
import type { ExercisePartProps } from "@/components/authoring/exercise-part";
import { TokenField } from "@/components/authoring/token-field";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { constructNames } from "@/lib/schemas/construct-names";

const planNodes = [
  "Index Scan",
  "Index Only Scan",
  "Bitmap Heap Scan",
  "Seq Scan",
  "Hash Join",
  "Merge Join",
  "Nested Loop",
  "Sort",
];
const { order, columnNames } = exerciseFieldsSchema.shape;

/** How an answer is compared with the solution. */
export function ComparisonFields({ fields, change, errors }: ExercisePartProps) {
  const isPlan = fields.kind === "plan";
  const suggestions = isPlan ? [...planNodes, ...constructNames] : constructNames;
  return (
    <>
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField
          label={exerciseLabels.order}
          value={fields.order}
          onChange={(event) => change({ order: order.parse(event.target.value) })}
          error={errors["check.order"]}
        >
          <option value="">As the solution’s ORDER BY says</option>
          <option value="none">Does not matter</option>
          <option value="by-key">By the keys of ORDER BY; rows that tie are free</option>
          <option value="exact">Row by row</option>
        </SelectField>
        <SelectField
          label={exerciseLabels.columnNames}
          value={fields.columnNames}
          onChange={(event) => change({ columnNames: columnNames.parse(event.target.value) })}
          error={errors["check.columnNames"]}
        >
          <option value="">A remark where they differ</option>
          <option value="ignore">Do not matter</option>
          <option value="require">Required; the task has to name them</option>
        </SelectField>
      </div>
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          label={exerciseLabels.decimals}
          hint="Of numbers. Empty: all of them."
          value={fields.decimals}
          onChange={(event) => change({ decimals: event.target.value })}
          error={errors["check.decimals"]}
          inputMode="numeric"
        />
        <TokenField
          label={exerciseLabels.volatileColumns}
          hint="A time of change, for example."
          values={fields.volatileColumns}
          onChange={(volatileColumns) => change({ volatileColumns })}
          error={errorIn(errors, "check.volatileColumns")}
        />
      </div>
      <CheckboxField
        label={exerciseLabels.strictTypes}
        hint="Otherwise any number stands for any other, and any text."
        checked={fields.strictTypes}
        onChange={(event) => change({ strictTypes: event.target.checked })}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TokenField
          label={exerciseLabels.mustUse}
          hint={`${isPlan ? "Index Scan on loan, " : ""}GROUP BY, function lower, table loan: with Enter after each.`}
          values={fields.mustUse}
          onChange={(mustUse) => change({ mustUse })}
          suggestions={suggestions}
          error={errorIn(errors, "check.mustUse")}
        />
        <TokenField
          label={exerciseLabels.mustNotUse}
          hint={isPlan ? "Seq Scan on loan, LIMIT." : "LIMIT, SUBQUERY, function max."}
          values={fields.mustNotUse}
          onChange={(mustNotUse) => change({ mustNotUse })}
          suggestions={suggestions}
          error={errorIn(errors, "check.mustNotUse")}
        />
      </div>
    </>
  );
}

/** Of a list that stands in one field, whatever is wrong in it. */
function errorIn(errors: Record<string, string>, path: string): string | undefined {
  return Object.entries(errors).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1];
}
