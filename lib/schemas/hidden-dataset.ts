import * as z from "zod";

/** Other rows for an exercise database's tables: all tables are emptied first. Its name says what kind of case it is. */
export const hiddenDatasetSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  seedSql: z.string(),
});
export type HiddenDataset = z.infer<typeof hiddenDatasetSchema>;

export const hiddenDatasetsSchema = z.array(hiddenDatasetSchema).max(8);
