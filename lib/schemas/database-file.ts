import * as z from "zod";
import { titleSchema } from "./authoring-text";
import { hiddenDatasetSchema } from "./hidden-dataset";

/** database.yaml, beside schema.sql, seed.sql and hidden/*.sql. */
export const databaseFileSchema = z.strictObject({
  title: titleSchema,
  /**
   * The hidden sets in their order, where a file's name does not say what its set is called. Sets that are not listed come
   * behind those that are.
   */
  hidden: z
    .array(
      z.strictObject({
        file: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.sql$/, "the name of a file in hidden/, such as ties.sql"),
        name: hiddenDatasetSchema.shape.name,
      }),
    )
    .max(8)
    .optional(),
});
export type DatabaseFile = z.infer<typeof databaseFileSchema>;
