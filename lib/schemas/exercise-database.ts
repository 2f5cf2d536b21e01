import * as z from "zod";
import { filledTextSchema, longTextSchema, slugSchema, titleSchema } from "./authoring-text";
import { hiddenDatasetsSchema } from "./hidden-dataset";

/** What a teacher writes: tables, their rows, and other rows that answers are checked with and no student sees. */
export const createDatabaseBodySchema = z.object({
  slug: slugSchema,
  title: titleSchema,
  schemaSql: filledTextSchema,
  seedSql: longTextSchema.optional(),
  hiddenDatasets: hiddenDatasetsSchema.optional(),
});
export type CreateDatabaseBody = z.infer<typeof createDatabaseBodySchema>;

/** What is left out stays as it is. */
export const patchDatabaseBodySchema = createDatabaseBodySchema.partial();
export type PatchDatabaseBody = z.infer<typeof patchDatabaseBodySchema>;

export const buildStateSchema = z.enum(["building", "ready", "failed"]);

/** Why a database could not be built: PostgreSQL's words, and where in what file. */
export const buildErrorSchema = z.looseObject({
  file: z.string().optional(),
  line: z.number().nullable().optional(),
  message: z.string(),
});

/** An exercise database without its SQL, as lists show it. */
export const databaseSummarySchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  /** The template that students start from is made in the background. */
  buildState: buildStateSchema,
  buildError: buildErrorSchema.nullable(),
  exerciseCount: z.int(),
  createdAt: z.string(),
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
