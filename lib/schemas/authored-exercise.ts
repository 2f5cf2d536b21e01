import * as z from "zod";
import { filledTextSchema, lineSchema, longTextSchema, seenAtSchema, slugSchema, titleSchema } from "./authoring-text";
import { checkRulesSchema } from "./check-rules";
import { exerciseKindSchema, exerciseSchema } from "./exercise";
import { gateFaultSchema } from "./submission";

/** What a teacher writes. Without `published` it is a draft, which no student sees. */
export const createExerciseBodySchema = z.object({
  slug: slugSchema,
  title: titleSchema,
  /** Of its exercise database: the id, or the slug. */
  databaseId: longTextSchema.min(1).max(200),
  /** The task, in Markdown. */
  prompt: filledTextSchema,
  kind: exerciseKindSchema,
  solutionSql: filledTextSchema,
  starterSql: longTextSchema.nullish(),
  topic: lineSchema.max(60).nullish(),
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

/**
 * What is left out stays as it is; null takes away what may be missing. With `updatedAt`, only the exercise that has it still
 * is changed.
 */
export const patchExerciseBodySchema = createExerciseBodySchema
  .partial()
  .extend({ updatedAt: seenAtSchema.optional() });
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
  /** Its database has changed since the publish gate tried it. */
  gateDue: z.boolean(),
  /** What the gate found when it tried it again; null where it passed. */
  gateFault: gateFaultSchema.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type AuthoredExercise = z.infer<typeof authoredExerciseSchema>;

/** An exercise as the teachers' list shows it: without its SQL. */
export const exerciseSummarySchema = authoredExerciseSchema
  .pick({
    id: true,
    slug: true,
    title: true,
    kind: true,
    topic: true,
    difficulty: true,
    position: true,
    published: true,
    gateDue: true,
    gateFault: true,
  })
  .extend({ database: z.object({ id: z.string(), title: z.string() }), attempts: z.int(), updatedAt: z.string() });
export type ExerciseSummary = z.infer<typeof exerciseSummarySchema>;

/** What students have done with an exercise. */
export interface ExerciseUse {
  /** Answers that were handed in, and by how many. */
  attempts: number;
  students: number;
  /** Answers whose verdict is about an earlier version. */
  outdated: number;
  /** Databases that are open for it: while there are some, it cannot be deleted. */
  openSessions: number;
}

/** What regrading did in the time that one request has. */
export const regradeReportSchema = z.object({
  regraded: z.int(),
  /** Of them: how many got another verdict. */
  changed: z.int(),
  /** How many still have a verdict about an earlier version: ask again. */
  left: z.int(),
});
export type RegradeReport = z.infer<typeof regradeReportSchema>;
