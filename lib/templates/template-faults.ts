import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import { isDatabaseAway } from "@/lib/db/is-database-away";
import { AppError } from "@/lib/errors/app-error";

/** A template whose containers did not get ready lately. */
export interface TemplateFault {
  /** In a row, without a success between. */
  failures: number;
  /** What was wrong, for teachers and administrators. */
  reason: string;
  retryAt: Date;
  /** Nobody's start is tried any more; the keeper tries by itself when it is time. */
  outOfService: boolean;
}

/** So many failures in a row take a template out of service. */
const toleratedFailures = 3;

/** The longest that a template rests before it is tried again. */
export const longestRestMinutes = 30;

/** A message for a teacher's eyes is a sentence, not a log. */
const longestReason = 500;

/**
 * The memory of templates that do not start. It belongs to a template's key, so what is built anew begins without faults,
 * and it is kept by the database's clock, because web server and keeper decide by it alike.
 */
export class TemplateFaults {
  constructor(private readonly database: Database) {}

  /**
   * Counts a failure. Out of service it rests for 1 minute, then twice as long each time, up to 30; starts that failed
   * side by side are one failure then.
   */
  async recordFailure(templateKey: string, reason: string): Promise<void> {
    await this.database.$executeRaw`
      INSERT INTO template_faults AS f (template_key, failures, reason, retry_at)
      VALUES (${templateKey}, 1, ${reason.slice(0, longestReason)}, now() + interval '5 seconds')
      ON CONFLICT (template_key) DO UPDATE
      SET failures = f.failures + 1, reason = excluded.reason, updated_at = now(),
        retry_at = now() + CASE WHEN f.failures + 1 < ${toleratedFailures} THEN interval '5 seconds'
          ELSE least(${longestRestMinutes}, power(2, least(f.failures + 1 - ${toleratedFailures}, 10)))
            * interval '1 minute' END
      WHERE f.failures < ${toleratedFailures} OR f.retry_at <= now()`;
  }

  /** One container that gets ready puts the template back into service. */
  async recordSuccess(templateKey: string): Promise<void> {
    await this.database.queryDirectly(Prisma.sql`DELETE FROM template_faults WHERE template_key = ${templateKey}`);
  }

  async findFault(templateKey: string): Promise<TemplateFault | null> {
    const fault = await this.database.templateFault.findUnique({ where: { templateKey } });
    if (!fault) return null;
    const { failures, reason, retryAt } = fault;
    return { failures, reason, retryAt, outOfService: isOutOfService(failures) };
  }

  /** The exercise databases that are out of service, with the reason, for those who can mend them. */
  async listOutOfService() {
    return this.database.$queryRaw<{ slug: string; title: string; reason: string; retryAt: Date }[]>`
      SELECT d.slug, d.title, f.reason, f.retry_at AS "retryAt"
      FROM template_faults f JOIN exercise_databases d ON d.template_key = f.template_key
      WHERE f.failures >= ${toleratedFailures} ORDER BY d.title, d.slug`;
  }

  /** Forgets the templates that no exercise database leads to any more. */
  async removeUnused(): Promise<void> {
    await this.database.$executeRaw`
      DELETE FROM template_faults f
      WHERE NOT EXISTS (SELECT FROM exercise_databases d WHERE d.template_key = f.template_key)`;
  }
}

/**
 * Why a start's failure counts against its template, in words for a teacher; null where the host is at fault: Docker or
 * Carrel's own database away, or no port free.
 */
export function templateFaultReason(error: unknown): string | null {
  if (isDatabaseAway(error)) return null;
  if (!(error instanceof AppError)) return messageOf(error);
  if (error.code === "template_unavailable") return "The image that was made from it is missing.";
  if (error.code !== "start_failed") return null;
  return error.cause === undefined
    ? "It did not get ready in time."
    : `It did not get ready: ${messageOf(error.cause)}`;
}

export function isOutOfService(failures: number): boolean {
  return failures >= toleratedFailures;
}

/** What a start is refused with while its template is out of service. */
export function outOfServiceError(): AppError {
  return new AppError("template_unavailable", {
    publicMessage: "This exercise's database does not start at the moment; its teacher can see why.",
    retryAfterSeconds: 60,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : String(error);
}
