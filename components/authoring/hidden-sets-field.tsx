import type { DatabaseFields } from "@/components/authoring/database-fields";
import type { FieldErrors } from "@/components/authoring/field-errors";
import { ListField } from "@/components/authoring/list-field";
import { OpenFileButton } from "@/components/authoring/open-file-button";
import { SqlField } from "@/components/authoring/sql-field";
import { TextField } from "@/components/ui/text-field";

interface HiddenSetsFieldProps {
  fields: DatabaseFields;
  change: (changes: Partial<DatabaseFields>) => void;
  errors: FieldErrors;
}

const cases = ["ties", "nulls", "no-match", "duplicates", "empty"];

/** Other rows for the same tables, with which answers are checked. */
export function HiddenSetsField({ fields, change, errors }: HiddenSetsFieldProps) {
  return (
    <>
      <ListField
        name="Hidden data"
        items={fields.hiddenDatasets}
        onChange={(hiddenDatasets) => change({ hiddenDatasets })}
        empty={{ name: "", seedSql: "" }}
        addLabel="Add hidden data"
        most={8}
      >
        {(set, index, put) => (
          <div className="flex flex-col gap-4">
            <TextField
              label="Kind of case"
              hint="Students are told it where it tells ties, nulls, no match, duplicates or empty, and never the rows."
              list="hidden-cases"
              value={set.name}
              onChange={(event) => put({ ...set, name: event.target.value })}
              error={errors[`hiddenDatasets.${index}.name`]}
            />
            <SqlField
              label="Rows, as SQL"
              hint="All tables are empty before it."
              value={set.seedSql}
              onChange={(seedSql) => put({ ...set, seedSql })}
              error={errors[`hiddenDatasets.${index}.seedSql`]}
              aside={
                <OpenFileButton what={`Hidden data ${index + 1}`} onOpen={(seedSql) => put({ ...set, seedSql })} />
              }
            />
          </div>
        )}
      </ListField>
      <datalist id="hidden-cases">
        {cases.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
