import "server-only";
import { z } from "zod";
import type { Database } from "@/lib/db/database";
import { newId } from "@/lib/db/new-id";
import { AppError } from "@/lib/errors/app-error";
import { type AuditAction, type AuditEntry, auditActionSchema } from "@/lib/schemas/fleet";
import type { Viewer } from "@/lib/schemas/user";

interface Act {
  action: AuditAction;
  /** What it was done to, readable when the row it names is gone. */
  subject: string;
  sessionId?: string;
}

const detailsSchema = z.object({
  outcome: z.enum(["done", "failed"]),
  reason: z.string().nullable().default(null),
});
const shownEntries = 50;

/** Who did what to the fleet by hand. Entries are added and never changed. */
export class AuditLog {
  constructor(private readonly database: Database) {}

  /** Does the work and writes down who did it and how it went, before anybody gets an answer. */
  async record<T>(actor: Viewer, act: Act, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      await this.add(actor, act, { outcome: "done" });
      return result;
    } catch (error) {
      const reason = error instanceof AppError ? error.publicMessage : "Carrel failed; the log knows more.";
      await this.add(actor, act, { outcome: "failed", reason });
      throw error;
    }
  }

  /** The last entries, the newest first. */
  async listEntries(): Promise<AuditEntry[]> {
    const rows = await this.database.auditEntry.findMany({
      orderBy: [{ at: "desc" }, { id: "asc" }],
      take: shownEntries,
    });
    return rows.flatMap(({ id, at, actorName, action, subject, details }): AuditEntry[] => {
      const known = auditActionSchema.safeParse(action);
      const how = detailsSchema.safeParse(details);
      if (!known.success || !how.success) return [];
      return [{ id, at: at.toISOString(), actorName, action: known.data, subject, ...how.data }];
    });
  }

  private async add(actor: Viewer, act: Act, details: z.input<typeof detailsSchema>): Promise<void> {
    const { action, subject, sessionId } = act;
    await this.database.auditEntry.create({
      data: {
        id: newId(),
        actorId: actor.id,
        actorName: actor.name,
        action,
        subject,
        details: { ...details, sessionId },
      },
    });
  }
}
