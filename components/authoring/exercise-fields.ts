import * as z from "zod";
import { changedFields } from "@/components/authoring/merge-fields";
import type { AuthoredExercise, CreateExerciseBody } from "@/lib/schemas/authored-exercise";
import type { CheckRules, Probe } from "@/lib/schemas/check-rules";
import { exerciseKindSchema } from "@/lib/schemas/exercise";

const probeFieldsSchema = z.object({
  sql: z.string(),
  role: z.string(),
  sqlState: z.string(),
  /** Empty means what is meant where it is left out: the second console, after all of the answer. */
  console: z.enum(["", "main"]),
  when: z.enum(["", "start", "open"]),
  waits: z.enum(["", "yes", "no"]),
});
export type ProbeFields = z.infer<typeof probeFieldsSchema>;

const mistakeFieldsSchema = z.object({ sql: z.string(), message: z.string() });

/** An exercise as it is typed into a form: numbers are text, and what is left out is empty. */
export const exerciseFieldsSchema = z.object({
  title: z.string(),
  slug: z.string(),
  databaseId: z.string(),
  kind: exerciseKindSchema,
  topic: z.string(),
  difficulty: z.string(),
  position: z.string(),
  prompt: z.string(),
  starterSql: z.string(),
  solutionSql: z.string(),
  why: z.string(),
  hints: z.array(z.string()),
  knownMistakes: z.array(mistakeFieldsSchema),
  order: z.enum(["", "none", "by-key", "exact"]),
  columnNames: z.enum(["", "ignore", "note", "require"]),
  strictTypes: z.boolean(),
  decimals: z.string(),
  volatileColumns: z.array(z.string()),
  mustUse: z.array(z.string()),
  mustNotUse: z.array(z.string()),
  probes: z.array(probeFieldsSchema),
});
export type ExerciseFields = z.infer<typeof exerciseFieldsSchema>;

export const emptyProbe: ProbeFields = { sql: "", role: "", sqlState: "", console: "", when: "", waits: "" };

/** @param databaseId of the database that is chosen at first */
export function newExerciseFields(databaseId: string): ExerciseFields {
  return {
    title: "",
    slug: "",
    databaseId,
    kind: "query",
    topic: "",
    difficulty: "",
    position: "",
    prompt: "",
    starterSql: "",
    solutionSql: "",
    why: "",
    hints: [],
    knownMistakes: [],
    order: "",
    columnNames: "",
    strictTypes: false,
    decimals: "",
    volatileColumns: [],
    mustUse: [],
    mustNotUse: [],
    probes: [],
  };
}

export function exerciseFieldsOf(exercise: AuthoredExercise): ExerciseFields {
  const { title, slug, databaseId, kind, prompt, solutionSql, hints, check } = exercise;
  return {
    ...{ title, slug, databaseId, kind, prompt, solutionSql, hints },
    topic: exercise.topic ?? "",
    difficulty: textOf(exercise.difficulty),
    position: textOf(exercise.position),
    starterSql: exercise.starterSql ?? "",
    why: exercise.why ?? "",
    knownMistakes: check.knownMistakes ?? [],
    order: check.order ?? "",
    columnNames: check.columnNames ?? "",
    strictTypes: check.strictTypes ?? false,
    decimals: textOf(check.decimals),
    volatileColumns: check.volatileColumns ?? [],
    mustUse: check.mustUse ?? [],
    mustNotUse: check.mustNotUse ?? [],
    probes: (check.probes ?? []).map(probeFieldsOf),
  };
}

/** What is sent. It is checked by the schema afterwards, and may hold what is not allowed. */
export function exerciseBodyOf(fields: ExerciseFields): CreateExerciseBody {
  const { title, slug, databaseId, kind, prompt, solutionSql, hints } = fields;
  return {
    ...{ title, slug, databaseId, kind, prompt, solutionSql, hints },
    topic: fields.topic.trim() || null,
    difficulty: numberOf(fields.difficulty) ?? null,
    position: numberOf(fields.position),
    starterSql: fields.starterSql.trim() === "" ? null : fields.starterSql,
    why: fields.why.trim() === "" ? null : fields.why,
    check: checkOf(fields),
  };
}

/** Of a body, what differs from what Carrel has: nobody else's fields are touched. */
export function changedBody(before: ExerciseFields, after: ExerciseFields): Partial<CreateExerciseBody> {
  return changedFields(exerciseBodyOf(before), exerciseBodyOf(after));
}

function checkOf(fields: ExerciseFields): CheckRules {
  const { order, columnNames, strictTypes, volatileColumns, mustUse, mustNotUse, knownMistakes, probes } = fields;
  const decimals = numberOf(fields.decimals);
  return {
    ...(order === "" ? {} : { order }),
    ...(columnNames === "" ? {} : { columnNames }),
    ...(strictTypes ? { strictTypes } : {}),
    ...(decimals === undefined ? {} : { decimals }),
    ...(volatileColumns.length === 0 ? {} : { volatileColumns }),
    ...(mustUse.length === 0 ? {} : { mustUse }),
    ...(mustNotUse.length === 0 ? {} : { mustNotUse }),
    ...(probes.length === 0 ? {} : { probes: probes.map(probeOf) }),
    ...(knownMistakes.length === 0 ? {} : { knownMistakes }),
  };
}

function probeFieldsOf({ sql, role, sqlState, console, when, waits }: Probe): ProbeFields {
  return {
    sql,
    role: role ?? "",
    sqlState: sqlState ?? "",
    console: console === "main" ? console : "",
    when: when === undefined || when === "end" ? "" : when,
    waits: waits === undefined ? "" : waits ? "yes" : "no",
  };
}

function probeOf({ sql, role, sqlState, console, when, waits }: ProbeFields): Probe {
  return {
    sql,
    ...(role.trim() === "" ? {} : { role: role.trim() }),
    ...(sqlState.trim() === "" ? {} : { sqlState: sqlState.trim() }),
    ...(console === "" ? {} : { console }),
    ...(when === "" ? {} : { when }),
    ...(waits === "" ? {} : { waits: waits === "yes" }),
  };
}

function textOf(number: number | null | undefined): string {
  return number === null || number === undefined ? "" : String(number);
}

/** NaN where it is no number: the schema says so, then. */
function numberOf(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}
