import "server-only";
import { parseYaml, type YamlProblem } from "@/lib/exercises/parse-yaml";
import { block, writeYaml } from "@/lib/exercises/write-yaml";
import { type CheckRules, checkRulesSchema, probeSchema } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import { exerciseFileSchema } from "@/lib/schemas/exercise-file";

/** An exercise as its file has it; its slug is the file's name. */
export interface ExerciseFields {
  databaseSlug: string;
  title: string;
  /** The task, in Markdown. */
  prompt: string;
  kind: ExerciseKind;
  topic: string | null;
  difficulty: number | null;
  /** Its number in the course; null: behind all others. */
  position: number | null;
  starterSql: string | null;
  solutionSql: string;
  why: string | null;
  hints: string[];
  check: CheckRules;
  published: boolean;
}

type ParsedExercise =
  | { ok: true; fields: ExerciseFields; lineOf: (path: PropertyKey[]) => number }
  | { ok: false; problems: YamlProblem[] };

/** Three dashes, the head in YAML, three dashes, and the task; a blank line above the task belongs to neither. */
const form = /^---\r?\n([\s\S]*?\n)---[ \t]*(?:\r?\n(?:\r?\n)?([\s\S]*))?$/;

/** Reads an exercise's file; every problem in it is found at once. `writeExerciseFile` is the way back, without a loss. */
export function parseExerciseFile(text: string): ParsedExercise {
  const [, yaml, body = ""] = form.exec(text) ?? [];
  if (yaml === undefined) {
    const message = "it begins with a line of three dashes, the head in YAML, and three dashes again";
    return { ok: false, problems: [{ line: 1, message }] };
  }
  const prompt = body.replace(/\r?\n$/, "");
  const lastLine = text.split("\n").length;
  const noTask = prompt.trim() === "" ? [{ line: lastLine, message: "there is no task below the head" }] : [];
  const head = parseYaml({ text: yaml, schema: exerciseFileSchema, firstLine: 2 });
  if (!head.ok) return { ok: false, problems: [...head.problems, ...noTask] };
  if (noTask.length > 0) return { ok: false, problems: noTask };
  const { database: databaseSlug, ...rest } = head.value;
  const { topic = null, difficulty = null, position = null, starterSql = null, why = null } = rest;
  const fields = { databaseSlug, prompt, ...rest, topic, difficulty, position, starterSql, why };
  return { ok: true, fields, lineOf: head.lineOf };
}

/** The file of an exercise, always the same for the same exercise. */
export function writeExerciseFile(exercise: ExerciseFields): string {
  const { title, databaseSlug, kind, published, prompt } = exercise;
  const head = writeYaml({
    title,
    database: databaseSlug,
    kind,
    topic: exercise.topic,
    difficulty: exercise.difficulty,
    position: exercise.position,
    starterSql: blockOrNull(exercise.starterSql),
    solutionSql: block(exercise.solutionSql),
    why: blockOrNull(exercise.why),
    hints: exercise.hints.length > 0 ? exercise.hints.map(block) : null,
    check: Object.keys(exercise.check).length > 0 ? writeCheck(exercise.check) : null,
    published,
  });
  // The reader takes one blank line away, so a task that begins with one gets another.
  const gap = /^\r?\n/.test(prompt) ? "\n" : "";
  // Nor may a carriage return of the task's own pass for a half of the last line's end.
  const end = prompt.endsWith("\r") ? "\r\n" : "\n";
  return `---\n${head}---\n${gap}${prompt}${end}`;
}

function blockOrNull(text: string | null) {
  return text === null ? null : block(text);
}

/** The keys in the order in which the schema has them: the database keeps none. */
function writeCheck(check: CheckRules) {
  const { probes, knownMistakes, ...rest } = check;
  const whole = {
    ...rest,
    probes: probes?.map(({ sql, ...probe }) => inOrder({ sql: block(sql), ...probe }, probeSchema.shape)),
    knownMistakes: knownMistakes?.map(({ sql, message }) => ({ sql: block(sql), message: block(message) })),
  };
  return inOrder(whole, checkRulesSchema.shape);
}

function inOrder(value: object, shape: object): object {
  const places = Object.keys(shape);
  const entries = Object.entries(value).sort(([one], [other]) => places.indexOf(one) - places.indexOf(other));
  return Object.fromEntries(entries);
}
