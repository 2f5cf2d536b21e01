import * as z from "zod";
import { lineSchema, longTextSchema } from "./authoring-text";

/** Other rows for an exercise database's tables: all tables are emptied first. Its name says what kind of case it is. */
export const hiddenDatasetSchema = z.strictObject({
  name: lineSchema.max(60),
  seedSql: longTextSchema,
});
export type HiddenDataset = z.infer<typeof hiddenDatasetSchema>;

export const hiddenDatasetsSchema = z.array(hiddenDatasetSchema).max(8);
