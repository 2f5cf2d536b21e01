import * as z from "zod";
import { mostDraftTabs } from "@/lib/schemas/draft-limits";

/** One tab of the editor. */
export const draftTabSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(80),
  sql: z.string(),
});
export type DraftTab = z.infer<typeof draftTabSchema>;

export const draftTabsSchema = z.array(draftTabSchema).max(mostDraftTabs);

/** The body of `PUT /api/exercises/:id/drafts`. `revision` is the one that the tabs were changed from; 0 where there was none. */
export const saveDraftsBodySchema = z.object({ tabs: draftTabsSchema, revision: z.int().min(0) });

/** What a student has typed for an exercise. Revision 0 says that nothing was saved yet. */
export interface Drafts {
  tabs: DraftTab[];
  revision: number;
}
