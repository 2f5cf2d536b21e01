import type { ExerciseFields } from "@/components/authoring/exercise-fields";
import type { ExerciseKind } from "@/lib/schemas/exercise";

/** What the form calls its fields. */
export const exerciseLabels: Record<keyof ExerciseFields, string> = {
  title: "Title",
  slug: "Address",
  databaseId: "Database",
  kind: "Kind",
  topic: "Topic",
  difficulty: "Difficulty",
  position: "Place in the course",
  prompt: "Task",
  starterSql: "Starter SQL",
  solutionSql: "Solution",
  why: "Why",
  hints: "Hints",
  knownMistakes: "Known mistakes",
  order: "Order of rows",
  columnNames: "Names of columns",
  strictTypes: "The same types",
  decimals: "Decimals that count",
  volatileColumns: "Columns that are not compared",
  mustUse: "Must use",
  mustNotUse: "Must not use",
  probes: "Probes",
};

export const kindNames: Record<ExerciseKind, string> = {
  query: "Query",
  change: "Change",
  schema: "Schema",
  permissions: "Permissions",
  transactions: "Transactions",
  plan: "Plan",
};

/** What is looked at in an answer of this kind. */
export const kindHints: Record<ExerciseKind, string> = {
  query: "The rows of the answer’s last SELECT are compared.",
  change: "What stands in the tables afterwards is compared, of tables that must not change as well.",
  schema: "Tables, columns, keys and checks are compared, and the probes are run.",
  permissions: "The probes are run as each role.",
  transactions: "The answer runs on two consoles: a line “-- main” or “-- second” says whose the next statements are.",
  plan: "The steps of PostgreSQL’s plan are compared, and never how long it took.",
};
