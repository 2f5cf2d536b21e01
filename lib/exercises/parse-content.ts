import "server-only";
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { type ContentFiles, ContentSource } from "@/lib/exercises/content-source";
import { type DatabaseFields, maxFileBytes, readDatabaseFiles } from "@/lib/exercises/database-files";
import { type ExerciseFields, parseExerciseFile } from "@/lib/exercises/exercise-file";
import type { ContentProblem } from "@/lib/schemas/content-import";

export interface DatabaseContent extends DatabaseFields {
  slug: string;
  contentHash: string;
}

export interface ExerciseContent extends ExerciseFields {
  slug: string;
  contentHash: string;
}

export interface Content {
  databases: DatabaseContent[];
  /** In the order of their positions; those without one stand last. */
  exercises: ExerciseContent[];
}

interface ParseOptions {
  /** Slugs of exercise databases that are there already. */
  knownDatabases?: ReadonlySet<string>;
  /** Whether two exercises in one place are a problem. */
  oneInEachPlace?: boolean;
}

/**
 * Reads exercise databases and exercises from the files of a folder; docs/writing-exercises.md says how they look. What is
 * wrong is left out of the content, and every problem is found at once.
 */
export async function parseContent(
  files: ContentFiles,
  options: ParseOptions = {},
): Promise<{ content: Content; problems: ContentProblem[] }> {
  const source = new ContentSource(files);
  const slugs = source.list("databases", "");
  const databases = slugs.flatMap((slug) => readDatabase(source, slug));
  const heads: ExerciseHead[] = [];
  for (const slug of source.list("exercises", ".md")) {
    heads.push(...readExercise(source, slug));
    // Hundreds of files take a while, in which other people's requests go on.
    await setImmediate();
  }
  heads.sort((one, other) => placeOf(one) - placeOf(other));
  checkDatabases(source, heads, new Set([...slugs, ...(options.knownDatabases ?? [])]));
  if (options.oneInEachPlace) checkPlaces(source, heads);
  return { content: { databases, exercises: heads.map(({ exercise }) => exercise) }, problems: source.problems };
}

/** An exercise, and where in its file a key stands. */
interface ExerciseHead {
  exercise: ExerciseContent;
  lineOf: (path: PropertyKey[]) => number;
}

function readDatabase(source: ContentSource, slug: string): DatabaseContent[] {
  const fields = readDatabaseFiles(source, `databases/${slug}`);
  if (!fields) return [];
  const { schemaSql, seedSql, hiddenDatasets } = fields;
  const yaml = source.read(`databases/${slug}/database.yaml`) ?? "";
  const hiddenTexts = hiddenDatasets.flatMap((set) => [set.name, set.seedSql]);
  return [{ slug, ...fields, contentHash: hashOf([yaml, schemaSql, seedSql, ...hiddenTexts]) }];
}

function readExercise(source: ContentSource, slug: string): ExerciseHead[] {
  const file = `exercises/${slug}.md`;
  const text = source.read(file, { maxBytes: maxFileBytes });
  if (text === null) return [];
  const parsed = parseExerciseFile(text);
  if (parsed.ok) {
    return [{ exercise: { slug, ...parsed.fields, contentHash: hashOf([text]) }, lineOf: parsed.lineOf }];
  }
  for (const { line, message } of parsed.problems) source.report(file, message, line);
  return [];
}

function placeOf({ exercise }: ExerciseHead): number {
  return exercise.position ?? Number.MAX_SAFE_INTEGER;
}

function checkDatabases(source: ContentSource, heads: ExerciseHead[], databases: ReadonlySet<string>): void {
  for (const { exercise, lineOf } of heads) {
    const { slug, databaseSlug } = exercise;
    if (databases.has(databaseSlug)) continue;
    const message = `database: there is no folder databases/${databaseSlug}`;
    source.report(`exercises/${slug}.md`, message, lineOf(["database"]));
  }
}

function checkPlaces(source: ContentSource, heads: ExerciseHead[]): void {
  const places = new Map<number, string>();
  for (const { exercise, lineOf } of heads) {
    const { slug, position } = exercise;
    if (position === null) continue;
    const taken = places.get(position);
    if (taken === undefined) places.set(position, slug);
    else
      source.report(
        `exercises/${slug}.md`,
        `position: ${position} is that of ${taken}.md already`,
        lineOf(["position"]),
      );
  }
}

/** Lengths are hashed too, so that text moved from one file to the next makes a difference. */
function hashOf(parts: string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}
