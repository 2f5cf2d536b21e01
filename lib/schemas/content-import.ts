import * as z from "zod";
import { gateReportSchema } from "./submission";

/** Something wrong in a file that was sent. */
export const contentProblemSchema = z.object({
  /** Its path in the folder. */
  file: z.string(),
  /** From 1; null where it is about the file as a whole. */
  line: z.int().nullable(),
  message: z.string(),
});
export type ContentProblem = z.infer<typeof contentProblemSchema>;

/** An exercise database or an exercise among the files. Its slug is its name. */
const contentItemSchema = z.object({
  kind: z.enum(["database", "exercise"]),
  slug: z.string(),
  title: z.string(),
  file: z.string(),
});

export const plannedItemSchema = contentItemSchema.extend({
  action: z.enum(["create", "change", "unchanged"]),
  /** The fields that differ from what is stored; none where it is new. */
  changes: z.array(z.string()),
  /** An exercise that is to go through the publish gate. */
  publishes: z.boolean(),
});
export type PlannedItem = z.infer<typeof plannedItemSchema>;

/** What importing the files would do. With a problem, it does nothing. */
export const contentPreviewSchema = z.object({
  items: z.array(plannedItemSchema),
  /** Exercises that students see and that go through the publish gate again, because rows that they are checked with change. */
  rechecks: z.array(contentItemSchema.pick({ slug: true, title: true })),
  problems: z.array(contentProblemSchema),
  /** Files that Carrel does not read. */
  ignored: z.array(z.string()),
  /** Stands for what is stored now: the import that names it changes nothing that was not seen. */
  basis: z.string(),
});
export type ContentPreview = z.infer<typeof contentPreviewSchema>;

/** How importing one item ended. */
export const importedItemSchema = contentItemSchema.extend({
  /** "check": no file is about this exercise, and it was tried again because its database was changed. */
  action: z.enum(["create", "change", "check"]),
  /**
   * "stored": as the file has it. "draft": stored, and not published, because it does not pass the gate. "refused": what was
   * there before stays. "passed" and "broken" are those of a check: a broken one stays published, and has to be mended.
   */
  outcome: z.enum(["stored", "draft", "refused", "passed", "broken"]),
  /** Why it was not stored as the file has it, or what the check found; null where there is nothing to say. */
  message: z.string().nullable(),
  /** Of an exercise that the publish gate looked at and refused. */
  gate: gateReportSchema.nullable(),
});
export type ImportedItem = z.infer<typeof importedItemSchema>;

/** The lines of an import's answer: one for each item, and then one for all, or one that says why it could not go on. */
export const importLineSchema = z.union([
  z.object({ item: importedItemSchema }),
  z.object({
    done: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
  }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
]);
export type ImportLine = z.infer<typeof importLineSchema>;
