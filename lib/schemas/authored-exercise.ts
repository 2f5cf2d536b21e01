import * as z from "zod";
import { filledTextSchema, longTextSchema, slugSchema, titleSchema } from "./authoring-text";
import { checkRulesSchema } from "./check-rules";
import { exerciseKindSchema, exerciseSchema } from "./exercise";

const topicSchema = z.string().trim().min(1).max(60);

/** What a teacher writes. Without `published` it is a draft, which no student sees. */
export const createExerciseBodySchema = z.object({
  slug: slugSchema,
  title: titleSchema,
  /** Of its exercise database: the id, or the slug. */
  databaseId: z.string().min(1).max(200),
  /** The task, in Markdown. */
  prompt: filledTextSchema,
  kind: exerciseKindSchema,
  solutionSql: filledTextSchema,
  starterSql: longTextSchema.nullish(),
  topic: topicSchema.nullish(),
  /** 1 (first steps) to 5 (hard). */
  difficulty: z.int().min(1).max(5).nullish(),
  check: checkRulesSchema.optional(),
  published: z.boolean().optional(),
  /** Its number in the course; the last where it is left out. */
  position: z.int().min(1).max(1_000_000).optional(),
  /** Opened one by one after attempts. */
  hints: z.array(filledTextSchema).max(10).optional(),
  /** A few words on the solution, shown with it to those who have solved the exercise. */
  why: longTextSchema.nullish(),
});
export type CreateExerciseBody = z.infer<typeof createExerciseBodySchema>;

/** What is left out stays as it is; null takes away what may be missing. */
export const patchExerciseBodySchema = createExerciseBodySchema.partial();
export type PatchExerciseBody = z.infer<typeof patchExerciseBodySchema>;

/** For teachers alone: the solution is in it. */
export const authoredExerciseSchema = exerciseSchema.extend({
  solutionSql: z.string(),
  check: checkRulesSchema,
  published: z.boolean(),
  hints: z.array(z.string()),
  why: z.string().nullable(),
  /** Grows with each change that a verdict could depend on. */
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type AuthoredExercise = z.infer<typeof authoredExerciseSchema>;
