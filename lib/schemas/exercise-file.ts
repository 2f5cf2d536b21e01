import * as z from "zod";
import { createExerciseBodySchema } from "./authored-exercise";
import { filledTextSchema, longTextSchema } from "./authoring-text";
import { checkRulesSchema } from "./check-rules";

const fields = createExerciseBodySchema.shape;

/** A block of YAML ends with a newline that nobody wrote; one is taken away, and what is left is the text. */
const blockSchema = z.string().overwrite((text) => text.replace(/\n$/, ""));

/** What stands between the two lines of dashes at the head of an exercise's file: what teachers send, but for slug and task. */
export const exerciseFileSchema = z.strictObject({
  title: fields.title,
  /** The slug of its exercise database. */
  database: fields.slug,
  kind: fields.kind,
  topic: fields.topic,
  difficulty: fields.difficulty,
  position: fields.position,
  starterSql: blockSchema.pipe(longTextSchema).nullish(),
  solutionSql: blockSchema.pipe(filledTextSchema),
  why: blockSchema.pipe(longTextSchema).nullish(),
  hints: z.array(blockSchema.pipe(filledTextSchema)).max(10).default([]),
  check: checkRulesSchema.default({}),
  published: z.boolean().default(false),
});
