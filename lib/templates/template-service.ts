import "server-only";
import type { TemplateImages } from "@/lib/containers/template-images";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import { withAdvisoryLock } from "@/lib/db/with-advisory-lock";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import { hiddenDatasetsSchema } from "@/lib/schemas/hidden-dataset";
import type { GraderBuilder } from "./grader-builder";
import type { LoadError } from "./load-sql";
import type { TemplateBuilder } from "./template-builder";
import { isOutOfService, outOfServiceError } from "./template-faults";
import { graderKey, templateKey } from "./template-key";

interface TemplateServiceOptions {
  database: Database;
  databaseUrl: string;
  images: TemplateImages;
  builder: TemplateBuilder;
  graderBuilder: GraderBuilder;
  exerciseImage: string;
  secret: string;
  log: Log;
}

interface DatabaseSource {
  id: string;
  schemaSql: string;
  seedSql: string;
  sourceHash: string;
  /** Of the hidden sets; empty where there are none. */
  hiddenHash: string;
  /** As the column has it. */
  hiddenDatasets: unknown;
}

type Hashes = Pick<DatabaseSource, "sourceHash" | "hiddenHash">;

/** The images that answers to a database's exercises are checked in. */
export interface GraderTemplate {
  /** With the rows that students see: the template itself. */
  visible: { key: string; image: string };
  /** With the hidden sets as well. */
  hidden: { key: string; image: string };
  /** The hidden sets' names, in order. */
  hiddenSets: string[];
}

interface GraderFacts {
  hiddenHash: string;
  hiddenSets: string[];
}

/** How a build ended. What is not known is null: where the images were there, nothing was built. */
interface Built {
  error: LoadError | null;
  buildMs: number | null;
  dataBytes: number | null;
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

  /**
   * The images that answers are checked in.
   * @throws AppError template_unavailable like getTemplate
   */
  async getGrader(databaseId: string): Promise<GraderTemplate> {
    // The sets themselves are large, and are read only where they are built.
    const [row] = await this.options.database.queryDirectly<
      Omit<TemplateState, "templateFailures"> & GraderFacts
    >(Prisma.sql`
      SELECT template_key AS "templateKey", build_state::text AS "buildState", hidden_hash AS "hiddenHash",
        ARRAY(SELECT one->>'name' FROM jsonb_array_elements(hidden_datasets) WITH ORDINALITY AS sets(one, n) ORDER BY n)
          AS "hiddenSets"
      FROM exercise_databases WHERE id = ${databaseId}`);
    if (!row) throw unavailable(unavailableWords.failed);
    const { hiddenHash, hiddenSets } = row;
    const visible = this.requireTemplate({ ...row, templateFailures: null });
    const key = graderKey({ templateKey: visible.key, hiddenHash });
    return { visible, hidden: { key, image: this.options.images.imageName(key) }, hiddenSets };
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
    const built = await withAdvisoryLock({ url: databaseUrl, name: `template:${key}` }, () => this.build(source, key));
    await this.writeDown(source, key, built);
  }

  /**
   * How a build ended. Whoever changed the SQL meanwhile is answered by the next build, not by this one. Past Prisma, which
   * would set the time of the last change: nobody has changed anything.
   */
  private async writeDown(source: DatabaseSource, key: string, { error, buildMs, dataBytes }: Built): Promise<void> {
    await this.options.database.$executeRaw`
      UPDATE exercise_databases SET
        build_state = ${error ? "failed" : "ready"}::build_state,
        build_error = ${error ? JSON.stringify(error) : null}::jsonb,
        build_ms = coalesce(${buildMs}::integer, CASE template_key WHEN ${key} THEN build_ms END),
        data_bytes = coalesce(${dataBytes}::bigint, CASE template_key WHEN ${key} THEN data_bytes END),
        template_key = ${error ? null : key}::text
      WHERE id = ${source.id} AND source_hash = ${source.sourceHash} AND hidden_hash = ${source.hiddenHash}`;
  }

  /** The exercise databases whose image is missing or old, so that the keeper can build them. */
  async listOutdated(): Promise<string[]> {
    const existing = new Set(await this.options.images.listKeys());
    const rows = await this.options.database.exerciseDatabase.findMany({
      orderBy: { createdAt: "asc" },
      select: { id: true, sourceHash: true, hiddenHash: true, buildState: true, templateKey: true },
    });
    return rows.filter((row) => this.isOutdated(row, existing)).map((row) => row.id);
  }

  /** Removes the images that no exercise database leads to and no container stands on. */
  async removeUnused(): Promise<void> {
    const rows = await this.options.database.exerciseDatabase.findMany({
      select: { sourceHash: true, hiddenHash: true },
    });
    const wanted = new Set(rows.flatMap((row) => [this.keyOf(row), this.graderKeyOf(row)]));
    for (const key of await this.options.images.listKeys()) {
      if (!wanted.has(key)) await this.options.images.remove(key);
    }
  }

  private isOutdated(row: Hashes & { buildState: string; templateKey: string | null }, existing: Set<string>): boolean {
    // What failed stays failed until its SQL changes, which sets it to "building" again.
    if (row.buildState !== "ready") return row.buildState === "building";
    return (
      row.templateKey !== this.keyOf(row) || !existing.has(row.templateKey) || !existing.has(this.graderKeyOf(row))
    );
  }

  private graderKeyOf(source: Hashes): string {
    return graderKey({ templateKey: this.keyOf(source), hiddenHash: source.hiddenHash });
  }

  private async build(source: DatabaseSource, key: string): Promise<Built> {
    const { images, builder, graderBuilder } = this.options;
    const built: Built = { error: null, buildMs: null, dataBytes: null };
    const timed = async (image: string, build: () => Promise<LoadError | null>) => {
      const startedAt = performance.now();
      built.error = await build();
      const durationMs = Math.round(performance.now() - startedAt);
      built.buildMs = (built.buildMs ?? 0) + durationMs;
      const facts = { databaseId: source.id, template: image, durationMs, failed: built.error !== null };
      this.options.log.info(facts, "built a template");
    };
    if (!(await images.has(key))) {
      const { schemaSql, seedSql } = source;
      await timed(key, async () => {
        const { error, dataBytes } = await builder.build({ key, schemaSql, seedSql });
        built.dataBytes = dataBytes;
        return error;
      });
      if (built.error) return built;
    }
    const ofGrader = this.graderKeyOf(source);
    if (ofGrader === key || (await images.has(ofGrader))) return built;
    const hiddenDatasets = hiddenDatasetsSchema.parse(source.hiddenDatasets);
    await timed(ofGrader, () => graderBuilder.build({ key: ofGrader, templateKey: key, hiddenDatasets }));
    return built;
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
