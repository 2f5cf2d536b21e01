import * as z from "zod";
import { longestTabName, mostDraftTabs } from "@/lib/schemas/draft-limits";
import { consoleNameSchema } from "@/lib/schemas/query";

/** One tab of the editor. */
export const draftTabSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(longestTabName),
  sql: z.string(),
  /** Left out for the first console's. */
  console: z.literal("second").optional(),
});
export type DraftTab = z.infer<typeof draftTabSchema>;

/** Those of all consoles together. */
export const draftTabsSchema = z.array(draftTabSchema).max(mostDraftTabs * consoleNameSchema.options.length);

/** The body of `PUT /api/exercises/:id/drafts`. `revision` is the one that the tabs were changed from; 0 where there was none. */
export const saveDraftsBodySchema = z.object({ tabs: draftTabsSchema, revision: z.int().min(0) });

/** What a student has typed for an exercise. Revision 0 says that nothing was saved yet. */
export interface Drafts {
  tabs: DraftTab[];
  revision: number;
}
