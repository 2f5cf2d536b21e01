import * as z from "zod";
import { databaseFileSchema } from "./database-file";
import { exerciseFileSchema } from "./exercise-file";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * JSON Schemas of what people write in YAML, by the names under which editors load them from /schemas/. The draft is the one
 * that editors' YAML plug-ins know best.
 */
export const fileJsonSchemas: Readonly<Record<string, (() => JsonSchema) | undefined>> = {
  "exercise.schema.json": () =>
    jsonSchemaOf(exerciseFileSchema, {
      "": "The head of an exercise's Markdown file. The task stands below it.",
      title: "What students see in the list of exercises.",
      database: "The slug of the exercise database: its folder's name in databases/.",
      kind: "What an answer is: a result (query, plan), or what it leaves behind (change, schema, permissions, transactions).",
      topic: "A heading in the list of exercises.",
      difficulty: "1 (first steps) to 5 (hard).",
      position: "The number in the course. Left out, the exercise comes behind all others.",
      starterSql: "What the editor holds at first.",
      solutionSql: "The reference that answers are compared with. Students see it once they have solved the exercise.",
      why: "A few words on the solution, shown with it.",
      hints: "They open one by one, after tries that were not right.",
      check: "How answers are compared with the solution. All of it may be left out.",
      published: "Whether students see it. It has to pass the publish gate.",
      "check.order": "Without it: by the solution's ORDER BY, if it has one. by-key leaves rows free that tie.",
      "check.columnNames": "note: a remark, the default. require: then the task has to say the names.",
      "check.strictTypes": "true: the same types, not only types of one family.",
      "check.decimals": "So many decimals of numbers count.",
      "check.volatileColumns": "Columns that are not compared, such as a time of change.",
      "check.mustUse":
        "GROUP BY, LEFT JOIN, function lower, table loan, …; for plans also nodes, such as Index Scan on loan.",
      "check.mustNotUse": "As mustUse.",
      "check.probes": "Statements that are tried after the answer: they succeed, or fail with a certain SQLSTATE.",
      "check.probes.role": "The role that runs it; the student where it is left out.",
      "check.probes.sqlState": 'The SQLSTATE that it has to fail with, in quotes: "42501".',
      "check.probes.console": "For transactions: the console that runs it; second where it is left out.",
      "check.probes.when":
        "For transactions: before the answer, just before its last COMMIT or ROLLBACK, or after all of it.",
      "check.probes.waits": "For transactions: whether it has to wait until the answer goes on.",
      "check.knownMistakes": "Wrong answers that are often given. Each has to be refused.",
      "check.knownMistakes.message": "What is told to an answer that gives the same.",
    }),
  "database.schema.json": () =>
    jsonSchemaOf(databaseFileSchema, {
      "": "database.yaml, beside schema.sql, seed.sql and hidden/*.sql.",
      title: "What students see above the list of tables.",
      hidden: "The hidden sets in their order, where their files' names do not say what they are called.",
      "hidden.file": "The file's name in hidden/.",
      "hidden.name": "What kind of case it is. Students read it, and never the rows.",
    }),
};

function jsonSchemaOf(schema: z.ZodType, words: Record<string, string>): JsonSchema {
  return withWords(z.toJSONSchema(schema, { target: "draft-07", io: "input" }), words, []);
}

/** Puts the words to the keys that they are about: editors show them. */
function withWords(schema: JsonSchema, words: Record<string, string>, path: string[]): JsonSchema {
  const { properties, items } = schema;
  const description = words[path.join(".")];
  return {
    ...schema,
    ...(description === undefined ? {} : { description }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, wordsOf(value, words, [...path, key])]),
      ),
    }),
    ...(items && !Array.isArray(items) && { items: wordsOf(items, words, path) }),
  };
}

function wordsOf(schema: JsonSchema | boolean, words: Record<string, string>, path: string[]): JsonSchema | boolean {
  return typeof schema === "boolean" ? schema : withWords(schema, words, path);
}
