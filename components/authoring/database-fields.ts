import * as z from "zod";
import { changedFields } from "@/components/authoring/merge-fields";
import type { CreateDatabaseBody, ExerciseDatabase } from "@/lib/schemas/exercise-database";

const hiddenSetFieldsSchema = z.object({ name: z.string(), seedSql: z.string() });

/** An exercise database as it is typed into a form. */
export const databaseFieldsSchema = z.object({
  title: z.string(),
  slug: z.string(),
  schemaSql: z.string(),
  seedSql: z.string(),
  hiddenDatasets: z.array(hiddenSetFieldsSchema),
});
export type DatabaseFields = z.infer<typeof databaseFieldsSchema>;

export const newDatabaseFields: DatabaseFields = {
  title: "",
  slug: "",
  schemaSql: "",
  seedSql: "",
  hiddenDatasets: [],
};

export function databaseFieldsOf(database: ExerciseDatabase): DatabaseFields {
  const { title, slug, schemaSql, seedSql, hiddenDatasets } = database;
  return { title, slug, schemaSql, seedSql, hiddenDatasets };
}

/** Of a body, what differs from what Carrel has: dumps are large, and nobody else's fields are touched. */
export function changedDatabaseBody(before: DatabaseFields, after: DatabaseFields): Partial<CreateDatabaseBody> {
  return changedFields<CreateDatabaseBody>(before, after);
}

/** Whether the template is made anew by these changes. */
export function isBuiltAnew(changes: Partial<CreateDatabaseBody>): boolean {
  return ["schemaSql", "seedSql", "hiddenDatasets"].some((key) => key in changes);
}
