import * as z from "zod";

export const exerciseKindSchema = z.enum(["query", "change", "schema", "permissions", "transactions", "plan"]);
export type ExerciseKind = z.infer<typeof exerciseKindSchema>;

/** All that a student may see of an exercise: never a solution, a check or hidden data. */
export const exerciseSchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  databaseId: z.string(),
  database: z.object({ slug: z.string(), title: z.string() }),
  /** The task, in Markdown. */
  prompt: z.string(),
  kind: exerciseKindSchema,
  starterSql: z.string().nullable(),
  topic: z.string().nullable(),
  /** 1 (first steps) to 5 (hard). */
  difficulty: z.int().nullable(),
  position: z.int(),
});
export type Exercise = z.infer<typeof exerciseSchema>;
