import "server-only";
import type { Database } from "@/lib/db/database";
import { AppError } from "@/lib/errors/app-error";
import { type Drafts, type DraftTab, draftTabsSchema } from "@/lib/schemas/draft";

interface DraftOwner {
  userId: string;
  exerciseId: string;
}

/** Keeps what students type, so that it is there on another device, and after a browser has forgotten it. */
export class DraftService {
  constructor(private readonly database: Database) {}

  async read({ userId, exerciseId }: DraftOwner): Promise<Drafts> {
    const row = await this.database.draft.findUnique({ where: { userId_exerciseId: { userId, exerciseId } } });
    if (!row) return { tabs: [], revision: 0 };
    return { tabs: draftTabsSchema.parse(JSON.parse(row.tabs)), revision: row.revision };
  }

  /**
   * Replaces the tabs that were saved under this revision. Two that save at once never overwrite each other.
   * @returns the new revision
   * @throws AppError conflict where another revision is there by now
   */
  async save(drafts: DraftOwner & { tabs: DraftTab[]; revision: number }): Promise<number> {
    const { userId, exerciseId, revision } = drafts;
    const tabs = JSON.stringify(drafts.tabs);
    const { count } =
      revision === 0
        ? await this.database.draft.createMany({ data: [{ userId, exerciseId, tabs }], skipDuplicates: true })
        : await this.database.draft.updateMany({
            where: { userId, exerciseId, revision },
            data: { tabs, revision: { increment: 1 } },
          });
    if (count === 0) {
      throw new AppError("conflict", { publicMessage: "What you typed was saved from somewhere else meanwhile." });
    }
    return revision + 1;
  }
}
