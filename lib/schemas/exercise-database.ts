import * as z from "zod";
import { filledTextSchema, longTextSchema, seenAtSchema, slugSchema, titleSchema } from "./authoring-text";
import { hiddenDatasetsSchema } from "./hidden-dataset";
import type { GateFault } from "./submission";

/** What a teacher writes: tables, their rows, and other rows that answers are checked with and no student sees. */
export const createDatabaseBodySchema = z.object({
  slug: slugSchema,
  title: titleSchema,
  schemaSql: filledTextSchema,
  seedSql: longTextSchema.optional(),
  hiddenDatasets: hiddenDatasetsSchema.optional(),
});
export type CreateDatabaseBody = z.infer<typeof createDatabaseBodySchema>;

/** What is left out stays as it is. With `updatedAt`, only the database that has it still is changed. */
export const patchDatabaseBodySchema = createDatabaseBodySchema
  .partial()
  .extend({ updatedAt: seenAtSchema.optional() });
export type PatchDatabaseBody = z.infer<typeof patchDatabaseBodySchema>;

export const buildStateSchema = z.enum(["building", "ready", "failed"]);

/** Why a database could not be built: PostgreSQL's words, and where in what file. */
export const buildErrorSchema = z.looseObject({
  file: z.string().optional(),
  line: z.number().nullable().optional(),
  message: z.string(),
  detail: z.string().optional(),
  hint: z.string().optional(),
});
export type BuildError = z.infer<typeof buildErrorSchema>;

/** An exercise database without its SQL, as lists show it. */
export const databaseSummarySchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  /** The template that students start from is made in the background. */
  buildState: buildStateSchema,
  buildError: buildErrorSchema.nullable(),
  /** How long the last build took, and how large its data is; null where that is not known. */
  buildMs: z.int().nullable(),
  dataBytes: z.int().nullable(),
  exerciseCount: z.int(),
  createdAt: z.string(),
  /** When somebody changed it last; that it is built leaves this as it is. */
  updatedAt: z.string(),
});
export type DatabaseSummary = z.infer<typeof databaseSummarySchema>;

/** For teachers alone: hidden data is in it. */
export const exerciseDatabaseSchema = databaseSummarySchema.extend({
  schemaSql: z.string(),
  seedSql: z.string(),
  hiddenDatasets: hiddenDatasetsSchema,
});
export type ExerciseDatabase = z.infer<typeof exerciseDatabaseSchema>;

/** An exercise that uses a database. */
export interface DatabaseExercise {
  id: string;
  title: string;
  published: boolean;
  gateDue: boolean;
  gateFault: GateFault | null;
}
