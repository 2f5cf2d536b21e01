import Link from "next/link";
import type { ExerciseFields } from "@/components/authoring/exercise-fields";
import { exerciseLabels, kindHints, kindNames } from "@/components/authoring/exercise-labels";
import type { ExercisePartProps } from "@/components/authoring/exercise-part";
import { suggestSlug } from "@/components/authoring/suggest-slug";
import { difficultyNames } from "@/components/exercise-picker/difficulty";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { exerciseKindSchema } from "@/lib/schemas/exercise";
import type { DatabaseSummary } from "@/lib/schemas/exercise-database";

interface ExerciseBasicsProps extends ExercisePartProps {
  databases: DatabaseChoice[];
  topics: string[];
  /** While it has no address of its own, the title makes one. */
  isNew: boolean;
}

export interface DatabaseChoice {
  id: string;
  title: string;
  buildState: DatabaseSummary["buildState"];
}

/** What it is called, what it is about and where it stands. */
export function ExerciseBasics({ fields, change, errors, databases, topics, isNew }: ExerciseBasicsProps) {
  const rename = (title: string): Partial<ExerciseFields> =>
    isNew && fields.slug === suggestSlug(fields.title) ? { title, slug: suggestSlug(title) } : { title };
  return (
    <>
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          label={exerciseLabels.title}
          value={fields.title}
          onChange={(event) => change(rename(event.target.value))}
          error={errors.title}
        />
        <TextField
          label={exerciseLabels.slug}
          value={fields.slug}
          onChange={(event) => change({ slug: event.target.value })}
          error={errors.slug}
          spellCheck={false}
        />
      </div>
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField
          label={exerciseLabels.databaseId}
          value={fields.databaseId}
          onChange={(event) => change({ databaseId: event.target.value })}
          error={errors.databaseId}
          hint={<DatabaseHint databases={databases} chosen={fields.databaseId} />}
        >
          {databases.some(({ id }) => id === fields.databaseId) ? null : <option value="">Choose one</option>}
          {databases.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={exerciseLabels.kind}
          hint={kindHints[fields.kind]}
          value={fields.kind}
          onChange={(event) => change({ kind: exerciseKindSchema.parse(event.target.value) })}
          error={errors.kind}
        >
          {exerciseKindSchema.options.map((kind) => (
            <option key={kind} value={kind}>
              {kindNames[kind]}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="grid gap-6 sm:grid-cols-3">
        <TextField
          label={exerciseLabels.topic}
          value={fields.topic}
          onChange={(event) => change({ topic: event.target.value })}
          error={errors.topic}
          list="course-topics"
        />
        <datalist id="course-topics">
          {topics.map((topic) => (
            <option key={topic} value={topic} />
          ))}
        </datalist>
        <SelectField
          label={exerciseLabels.difficulty}
          value={fields.difficulty}
          onChange={(event) => change({ difficulty: event.target.value })}
          error={errors.difficulty}
        >
          <option value="">Not said</option>
          {Object.entries(difficultyNames).map(([level, name]) => (
            <option key={level} value={level}>
              {level} {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={exerciseLabels.position}
          value={fields.position}
          onChange={(event) => change({ position: event.target.value })}
          error={errors.position}
          inputMode="numeric"
          placeholder={isNew ? "the last" : undefined}
        />
      </div>
    </>
  );
}

/** Without a database that stands nothing can be published, so this says it before. */
function DatabaseHint({ databases, chosen }: { databases: DatabaseChoice[]; chosen: string }) {
  const linkClass = "text-accent underline underline-offset-2";
  if (databases.length === 0) {
    return (
      <Link href="/course/databases/new" className={linkClass}>
        There is none yet: write one
      </Link>
    );
  }
  const database = databases.find(({ id }) => id === chosen);
  if (database === undefined) return "The tables and rows that students work on.";
  return (
    <>
      {stateWords[database.buildState]}
      <Link href={`/course/databases/${database.id}`} className={linkClass}>
        Open it
      </Link>
    </>
  );
}

const stateWords: Record<DatabaseSummary["buildState"], string> = {
  ready: "",
  building: "It is being built. ",
  failed: "It cannot be built, so nothing on it can be published. ",
};
