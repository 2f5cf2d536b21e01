import "server-only";
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { DatabaseFields } from "@/lib/exercises/database-files";
import type { ExerciseFields } from "@/lib/exercises/exercise-file";
import type { Content, DatabaseContent, ExerciseContent } from "@/lib/exercises/parse-content";
import type { PlannedItem } from "@/lib/schemas/content-import";
import { gradedFields } from "./exercise-authoring";
import type { StoredItem } from "./stored-content";

/** An exercise database among the files. */
export interface DatabaseStep {
  item: PlannedItem;
  content: DatabaseContent;
  /** Answers are checked with other rows than before. */
  changesRows: boolean;
  /** When what is there of it was changed last: nothing newer is overwritten. */
  seenAt: string | undefined;
}

export interface ExerciseStep {
  item: PlannedItem;
  content: ExerciseContent;
  seenAt: string | undefined;
  /** Whether students see what is there of it now. */
  isPublished: boolean;
}

export interface ImportPlan {
  databases: DatabaseStep[];
  exercises: ExerciseStep[];
  /** Another one where something of what is concerned was changed. */
  basis: string;
}

interface StoredOf {
  databases: ReadonlyMap<string, StoredItem<DatabaseFields>>;
  exercises: ReadonlyMap<string, StoredItem<ExerciseFields>>;
}

const databaseFields = ["title", "schemaSql", "seedSql", "hiddenDatasets"] as const;
const exerciseFields = [
  ...(["title", "databaseSlug", "prompt", "kind", "topic", "difficulty", "position", "starterSql"] as const),
  ...(["solutionSql", "why", "hints", "check", "published"] as const),
];

/** What an import has to do, by what the files have and what is stored. */
export function planImport(content: Content, stored: StoredOf): ImportPlan {
  const databases = content.databases.map((one) => planDatabase(one, stored.databases.get(one.slug)));
  const exercises = content.exercises.map((one) => planExercise(one, stored.exercises.get(one.slug)));
  const seen = [...stored.databases.values(), ...stored.exercises.values()].map(({ slug, updatedAt }) => [
    slug,
    updatedAt,
  ]);
  const found = [...databases, ...exercises].map(({ item }) => [item.kind, item.slug, item.action]);
  const basis = createHash("sha256")
    .update(JSON.stringify([found, seen]))
    .digest("base64url");
  return { databases, exercises, basis };
}

function planDatabase(content: DatabaseContent, stored: StoredItem<DatabaseFields> | undefined): DatabaseStep {
  const changes = stored ? databaseFields.filter((field) => differs(content[field], stored.fields[field])) : [];
  const file = `databases/${content.slug}/database.yaml`;
  const item = describe({ kind: "database", content, file, isNew: !stored, changes });
  const changesRows = changes.some((field) => field !== "title");
  return { content, changesRows, seenAt: stored?.updatedAt, item: { ...item, publishes: false } };
}

function planExercise(content: ExerciseContent, stored: StoredItem<ExerciseFields> | undefined): ExerciseStep {
  const changes = stored
    ? exerciseFields.filter((field) => {
        // A file without a place leaves the exercise where it is.
        const isLeftOpen = field === "position" && content.position === null;
        return !isLeftOpen && differs(content[field], stored.fields[field]);
      })
    : [];
  const isPublished = stored?.fields.published ?? false;
  const isRegraded = changes.some(
    (field) => field === "databaseSlug" || gradedFields.some((graded) => graded === field),
  );
  const item = describe({ kind: "exercise", content, file: `exercises/${content.slug}.md`, isNew: !stored, changes });
  return {
    content,
    isPublished,
    seenAt: stored?.updatedAt,
    item: { ...item, publishes: content.published && (!isPublished || isRegraded) },
  };
}

interface Described {
  kind: PlannedItem["kind"];
  content: { slug: string; title: string };
  file: string;
  isNew: boolean;
  changes: string[];
}

function describe({ kind, content, file, isNew, changes }: Described): Omit<PlannedItem, "publishes"> {
  const { slug, title } = content;
  const action = isNew ? "create" : changes.length > 0 ? "change" : "unchanged";
  return { kind, slug, title, file, action, changes };
}

/** The database gives the keys of an object in another order, which makes no difference. */
function differs(one: unknown, other: unknown): boolean {
  return !isDeepStrictEqual(one, other);
}
