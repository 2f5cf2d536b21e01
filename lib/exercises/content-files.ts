import "server-only";
import { createHash } from "node:crypto";
import { databaseFileSchema, exerciseHeadSchema } from "@/lib/exercises/content-schemas";
import { ContentError, ContentSource } from "@/lib/exercises/content-source";
import { parseYaml } from "@/lib/exercises/parse-yaml";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import { type HiddenDataset, hiddenDatasetsSchema } from "@/lib/schemas/hidden-dataset";

/**
 * Reads the exercise databases and exercises that stand in a folder as files; docs/writing-exercises.md says how.
 * @throws ContentError that lists everything wrong in all files.
 */
export async function readContent(folder: string): Promise<Content> {
  const source = new ContentSource(folder);
  const databaseSlugs = await source.list("databases", "");
  const databases: DatabaseContent[] = [];
  for (const slug of databaseSlugs) databases.push(...(await readDatabase(source, slug)));
  const heads: ExerciseHead[] = [];
  for (const slug of await source.list("exercises", ".md")) heads.push(...(await readExercise(source, slug)));
  heads.sort((one, other) => one.exercise.position - other.exercise.position);
  checkReferences(source, heads, databaseSlugs);
  if (source.problems.length > 0) throw new ContentError(source.problems);
  return { databases, exercises: heads.map(({ exercise }) => exercise) };
}

export interface Content {
  databases: DatabaseContent[];
  exercises: ExerciseContent[];
}

export interface DatabaseContent {
  slug: string;
  title: string;
  schemaSql: string;
  seedSql: string;
  /** Of hidden/*.sql, named after their files. */
  hiddenDatasets: HiddenDataset[];
  contentHash: string;
}

export interface ExerciseContent {
  slug: string;
  databaseSlug: string;
  title: string;
  /** The task, in Markdown. */
  prompt: string;
  kind: ExerciseKind;
  topic: string | null;
  difficulty: number | null;
  position: number;
  starterSql: string | null;
  solutionSql: string;
  why: string | null;
  hints: string[];
  check: CheckRules;
  published: boolean;
  contentHash: string;
}

/** An exercise, and where in its file a key stands. */
interface ExerciseHead {
  exercise: ExerciseContent;
  lineOf: (path: string[]) => number;
}

async function readDatabase(source: ContentSource, slug: string): Promise<DatabaseContent[]> {
  const folder = `databases/${slug}`;
  const before = source.problems.length;
  const yaml = await source.read(`${folder}/database.yaml`);
  const schemaSql = await source.read(`${folder}/schema.sql`);
  const seedSql = (await source.read(`${folder}/seed.sql`)) ?? "";
  const hiddenDatasets = await readHiddenDatasets(source, folder);
  if (source.problems.length > before) return [];
  if (!schemaSql?.trim()) source.report(`${folder}/schema.sql`, "the file is missing or empty");
  if (yaml === null) source.report(`${folder}/database.yaml`, "the file is missing");
  if (yaml === null || !schemaSql?.trim()) return [];
  const head = parseYaml({ text: yaml, schema: databaseFileSchema, firstLine: 1 });
  if (head.ok) {
    const hiddenTexts = hiddenDatasets.flatMap(({ name, seedSql: sql }) => [name, sql]);
    const contentHash = hashOf([yaml, schemaSql, seedSql, ...hiddenTexts]);
    return [{ slug, ...head.value, schemaSql, seedSql, hiddenDatasets, contentHash }];
  }
  for (const { line, message } of head.problems) source.report(`${folder}/database.yaml`, message, line);
  return [];
}

/** "ties-and-nulls.sql" is the set "ties and nulls": its name tells students what kind of case it is. */
async function readHiddenDatasets(source: ContentSource, folder: string): Promise<HiddenDataset[]> {
  const datasets: HiddenDataset[] = [];
  for (const slug of await source.listOptional(`${folder}/hidden`, ".sql")) {
    const seedSql = await source.read(`${folder}/hidden/${slug}.sql`);
    if (seedSql !== null) datasets.push({ name: slug.replaceAll("-", " "), seedSql });
  }
  const parsed = hiddenDatasetsSchema.safeParse(datasets);
  if (!parsed.success) source.report(`${folder}/hidden`, parsed.error.issues.map(({ message }) => message).join("; "));
  return datasets;
}

async function readExercise(source: ContentSource, slug: string): Promise<ExerciseHead[]> {
  const file = `exercises/${slug}.md`;
  const text = await source.read(file);
  if (text === null) return [];
  const [, yaml, body] = /^---\r?\n([\s\S]*?\n)---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(text) ?? [];
  if (yaml === undefined) {
    source.report(file, "it begins with a line of three dashes, the head in YAML, and three dashes again", 1);
    return [];
  }
  const prompt = (body ?? "").trim();
  if (prompt === "") source.report(file, "there is no task below the head");
  const head = parseYaml({ text: yaml, schema: exerciseHeadSchema, firstLine: 2 });
  if (!head.ok) {
    for (const { line, message } of head.problems) source.report(file, message, line);
    return [];
  }
  const {
    database: databaseSlug,
    topic = null,
    difficulty = null,
    starterSql = null,
    why = null,
    ...rest
  } = head.value;
  const contentHash = hashOf([text]);
  const exercise = { slug, databaseSlug, prompt, topic, difficulty, starterSql, why, ...rest, contentHash };
  return [{ exercise, lineOf: head.lineOf }];
}

/** An exercise needs its database, and a place of its own in the course. */
function checkReferences(source: ContentSource, heads: ExerciseHead[], databaseSlugs: string[]): void {
  const places = new Map<number, string>();
  for (const { exercise, lineOf } of heads) {
    const file = `exercises/${exercise.slug}.md`;
    if (!databaseSlugs.includes(exercise.databaseSlug)) {
      source.report(file, `database: there is no folder databases/${exercise.databaseSlug}`, lineOf(["database"]));
    }
    const taken = places.get(exercise.position);
    if (taken !== undefined) {
      source.report(file, `position: ${exercise.position} is that of ${taken}.md already`, lineOf(["position"]));
    }
    places.set(exercise.position, exercise.slug);
  }
}

/** Lengths are hashed too, so that text moved from one file to the next makes a difference. */
function hashOf(parts: string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}
