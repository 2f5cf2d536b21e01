import "server-only";
import type { TemplateImages } from "@/lib/containers/template-images";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import { withAdvisoryLock } from "@/lib/db/with-advisory-lock";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import type { LoadError } from "./load-sql";
import type { TemplateBuilder } from "./template-builder";
import { isOutOfService, outOfServiceError } from "./template-faults";
import { templateKey } from "./template-key";

interface TemplateServiceOptions {
  database: Database;
  databaseUrl: string;
  images: TemplateImages;
  builder: TemplateBuilder;
  exerciseImage: string;
  secret: string;
  log: Log;
}

interface DatabaseSource {
  id: string;
  schemaSql: string;
  seedSql: string;
  sourceHash: string;
}

export interface TemplateState {
  buildState: "building" | "ready" | "failed";
  templateKey: string | null;
  /** How often in a row its containers did not get ready; null for never. */
  templateFailures: number | null;
}

/** Keeps an image for every exercise database: built once for what is in it, found by its key ever after. */
export class TemplateService {
  constructor(private readonly options: TemplateServiceOptions) {}

  keyOf({ sourceHash }: Pick<DatabaseSource, "sourceHash">): string {
    const { exerciseImage, secret } = this.options;
    return templateKey({ exerciseImage, secret, sourceHash });
  }

  /**
   * The image that a session of this exercise database starts from.
   * @throws AppError template_unavailable while it is being built, or where its SQL could not be loaded
   */
  async getTemplate(databaseId: string): Promise<{ key: string; image: string }> {
    const row = await this.options.database.exerciseDatabase.findUniqueOrThrow({
      where: { id: databaseId },
      select: { templateKey: true, buildState: true },
    });
    return this.requireTemplate({ ...row, templateFailures: null });
  }

  /** The same for a state that was read already. A template that keeps failing is out of service. @throws like getTemplate */
  requireTemplate(row: TemplateState): { key: string; image: string } {
    const { buildState, templateKey, templateFailures } = row;
    if (buildState !== "ready" || !templateKey) throw unavailable(unavailableWords[buildState]);
    if (isOutOfService(templateFailures ?? 0)) throw outOfServiceError();
    return { key: templateKey, image: this.options.images.imageName(templateKey) };
  }

  /** Builds what is missing, one build at a time for each key, and writes down how it ended. */
  async ensureTemplate(databaseId: string): Promise<void> {
    const { database, databaseUrl } = this.options;
    const source = await database.exerciseDatabase.findUnique({ where: { id: databaseId } });
    if (!source) return;
    const key = this.keyOf(source);
    const error = await withAdvisoryLock({ url: databaseUrl, name: `template:${key}` }, () => this.build(source, key));
    // Whoever changed the SQL meanwhile is answered by the next build, not by this one.
    await database.exerciseDatabase.updateMany({
      where: { id: source.id, sourceHash: source.sourceHash },
      data: error
        ? { buildState: "failed", buildError: { ...error }, templateKey: null }
        : { buildState: "ready", buildError: Prisma.DbNull, templateKey: key },
    });
  }

  /** The exercise databases whose image is missing or old, so that the keeper can build them. */
  async listOutdated(): Promise<string[]> {
    const existing = new Set(await this.options.images.listKeys());
    const rows = await this.options.database.exerciseDatabase.findMany({
      orderBy: { createdAt: "asc" },
      select: { id: true, sourceHash: true, buildState: true, templateKey: true },
    });
    return rows.filter((row) => this.isOutdated(row, existing)).map((row) => row.id);
  }

  /** Removes the images that no exercise database leads to and no container stands on. */
  async removeUnused(): Promise<void> {
    const rows = await this.options.database.exerciseDatabase.findMany({ select: { sourceHash: true } });
    const wanted = new Set(rows.map((row) => this.keyOf(row)));
    for (const key of await this.options.images.listKeys()) {
      if (!wanted.has(key)) await this.options.images.remove(key);
    }
  }

  private isOutdated(
    row: Pick<DatabaseSource, "sourceHash"> & { buildState: string; templateKey: string | null },
    existing: Set<string>,
  ): boolean {
    // What failed stays failed until its SQL changes, which sets it to "building" again.
    if (row.buildState !== "ready") return row.buildState === "building";
    return row.templateKey !== this.keyOf(row) || !existing.has(row.templateKey);
  }

  private async build(source: DatabaseSource, key: string): Promise<LoadError | null> {
    const { images, builder, log } = this.options;
    if (await images.has(key)) return null;
    const startedAt = performance.now();
    const error = await builder.build({ key, schemaSql: source.schemaSql, seedSql: source.seedSql });
    const durationMs = Math.round(performance.now() - startedAt);
    log.info({ databaseId: source.id, template: key, durationMs, failed: error !== null }, "built a template");
    return error;
  }
}

const unavailableWords = {
  ready: "This exercise's data is still being prepared. Try again in a moment.",
  building: "This exercise's data is still being prepared. Try again in a moment.",
  failed: "This exercise's data could not be loaded. Its teacher can see why.",
};

function unavailable(publicMessage: string): AppError {
  return new AppError("template_unavailable", { publicMessage });
}
