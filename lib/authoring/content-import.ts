import "server-only";
import { AppError } from "@/lib/errors/app-error";
import type { ContentFiles } from "@/lib/exercises/content-source";
import { parseContent } from "@/lib/exercises/parse-content";
import { placeFiles } from "@/lib/exercises/place-files";
import type { ContentPreview, ImportedItem, ImportLine } from "@/lib/schemas/content-import";
import type { CreateDatabaseBody } from "@/lib/schemas/exercise-database";
import { gateReportSchema } from "@/lib/schemas/submission";
import type { Viewer } from "@/lib/schemas/user";
import type { DatabaseAuthoring } from "./database-authoring";
import type { ExerciseAuthoring } from "./exercise-authoring";
import type { ExerciseGate } from "./exercise-gate";
import { type DatabaseStep, type ExerciseStep, type ImportPlan, planImport } from "./plan-import";
import type { StoredContent } from "./stored-content";
import type { TemplateReadiness } from "./template-readiness";

interface ContentImportOptions {
  stored: StoredContent;
  databaseAuthoring: DatabaseAuthoring;
  exerciseAuthoring: ExerciseAuthoring;
  exerciseGate: ExerciseGate;
  /** Waits longer than a page would: several databases may have to be built, one after another. */
  readiness: TemplateReadiness;
}

interface ImportRequest {
  viewer: Viewer;
  files: ContentFiles;
  /** Of the preview that a person has seen; null for whoever wants whatever comes. */
  basis: string | null;
}

/**
 * Brings exercise databases and exercises from files into Carrel, by slug. What no file is about stays as it is. Each item is
 * stored by itself, and an import that was cut off can be done again: what is there already is not done twice.
 */
export class ContentImport {
  constructor(private readonly options: ContentImportOptions) {}

  /** What an import of these files would do, and all that is wrong with them. Writes nothing. */
  async preview(files: ContentFiles): Promise<ContentPreview> {
    return (await this.prepare(files)).preview;
  }

  /**
   * Nothing is written before the first line is asked for; then each item is, and told when it is done.
   * @throws AppError invalid_request with the preview where anything is wrong; conflict where the basis is no longer true
   */
  async open({ viewer, files, basis }: ImportRequest): Promise<AsyncGenerator<ImportLine, void>> {
    const { preview, plan } = await this.prepare(files);
    if (preview.problems.length > 0) {
      const publicMessage = "Something in the files is not right, so nothing was imported.";
      throw new AppError("invalid_request", { publicMessage, details: preview });
    }
    if (basis !== null && basis !== plan.basis) {
      const publicMessage = "Something was changed in Carrel since you looked at what would be done. Look again.";
      throw new AppError("conflict", { publicMessage });
    }
    return this.apply(viewer, plan);
  }

  private async prepare(sent: ContentFiles): Promise<{ preview: ContentPreview; plan: ImportPlan }> {
    const { stored } = this.options;
    const { files, ignored } = placeFiles(sent);
    const knownDatabases = new Set((await stored.listSlugs()).databases);
    const { content, problems } = await parseContent(files, { knownDatabases });
    if (files.size === 0) problems.push(nothingThere);
    const plan = planImport(content, {
      databases: await findAll(content.databases, (slug) => stored.findDatabase(slug)),
      exercises: await findAll(content.exercises, (slug) => stored.findExercise(slug)),
    });
    const items = [...plan.databases, ...plan.exercises].map(({ item }) => item);
    const rechecks = await this.listRechecks(plan);
    return { preview: { items, rechecks, problems, ignored, basis: plan.basis }, plan };
  }

  /** What students see of a database whose rows change, but for what goes through the gate by itself, or is taken back. */
  private async listRechecks({ databases, exercises }: ImportPlan): Promise<ContentPreview["rechecks"]> {
    const due = databases.filter(isDue);
    const found = await this.options.exerciseGate.listDueAfter({
      databases: due.map(({ content }) => content.slug),
      changed: due.filter(({ changesRows }) => changesRows).map(({ content }) => content.slug),
    });
    const others = new Set(
      exercises.flatMap(({ item, content }) => (item.publishes || !content.published ? [item.slug] : [])),
    );
    return found.filter(({ slug }) => !others.has(slug)).map(({ slug, title }) => ({ slug, title }));
  }

  private async *apply(viewer: Viewer, plan: ImportPlan): AsyncGenerator<ImportLine, void> {
    const done = { created: 0, changed: 0, unchanged: 0, refused: 0 };
    for await (const item of this.applyEach(viewer, plan)) {
      if (item.outcome === "refused") done.refused++;
      else if (item.action === "create") done.created++;
      else if (item.action === "change") done.changed++;
      yield { item };
    }
    const all = [...plan.databases, ...plan.exercises];
    done.unchanged = all.filter(({ item }) => item.action === "unchanged").length;
    yield { done };
  }

  /** What takes the publish gate its time comes last: by then all that is new is stored, as drafts. */
  private async *applyEach(viewer: Viewer, plan: ImportPlan): AsyncGenerator<ImportedItem, void> {
    for (const step of plan.databases.filter(isDue)) yield await this.storeDatabase(step);
    const due = plan.exercises.filter(isDue);
    const stored = new Set<ExerciseStep>();
    for (const step of due.filter(({ item, isPublished }) => !item.publishes || !isPublished)) {
      const outcome = await this.storeExercise(viewer, step);
      if (outcome.outcome === "refused" || !step.item.publishes) yield outcome;
      else stored.add(step);
    }
    for (const step of due.filter((one) => one.item.publishes && (one.isPublished || stored.has(one)))) {
      yield await this.publish(viewer, step);
    }
    for (const { content } of plan.databases.filter(isDue)) yield* this.checkAgain(content.slug);
  }

  /** What students see was published with other rows. What was not looked at here stays due, and is tried before it is used. */
  private async *checkAgain(databaseSlug: string): AsyncGenerator<ImportedItem, void> {
    const { exerciseGate, readiness } = this.options;
    for (const { slug, title, id, databaseId } of await exerciseGate.listDue(databaseSlug)) {
      const item = { kind: "exercise", slug, title, file: `exercises/${slug}.md`, action: "check" } as const;
      yield await outcomeOf(item, { done: "passed", otherwise: "broken" }, async () => {
        await readiness.waitUntilBuilt(databaseId);
        await exerciseGate.requireHeld({ id, databaseId });
      });
    }
  }

  private storeDatabase({ item, content, seenAt }: DatabaseStep): Promise<ImportedItem> {
    const { databaseAuthoring } = this.options;
    const { slug, title, schemaSql, seedSql, hiddenDatasets } = content;
    const body: CreateDatabaseBody = { slug, title, schemaSql, seedSql, hiddenDatasets };
    return outcomeOf(writtenOf(item), orElse("refused"), () =>
      item.action === "create"
        ? databaseAuthoring.create(body)
        : databaseAuthoring.update(slug, { ...body, updatedAt: seenAt }),
    );
  }

  /** Stores an exercise; one that is to be published stays a draft as yet. */
  private storeExercise(viewer: Viewer, { item, content, seenAt }: ExerciseStep): Promise<ImportedItem> {
    const { exerciseAuthoring } = this.options;
    const body = { ...bodyOf(content), published: content.published && !item.publishes };
    return outcomeOf(writtenOf(item), orElse("refused"), () =>
      item.action === "create"
        ? exerciseAuthoring.create(viewer, body)
        : exerciseAuthoring.update(viewer, content.slug, { ...body, updatedAt: seenAt }),
    );
  }

  private async publish(viewer: Viewer, { item, content, isPublished, seenAt }: ExerciseStep): Promise<ImportedItem> {
    const { exerciseAuthoring, readiness, stored } = this.options;
    // What students see is replaced by what has passed the gate, or not at all.
    const body = isPublished ? { ...bodyOf(content), updatedAt: seenAt } : { published: true };
    return outcomeOf(writtenOf(item), orElse(isPublished ? "refused" : "draft"), async () => {
      await readiness.waitUntilBuilt(await stored.getDatabaseId(content.databaseSlug));
      await exerciseAuthoring.update(viewer, content.slug, body);
    });
  }
}

const nothingThere = { file: ".", line: null, message: "there are no databases and no exercises among the files" };

function isDue({ item }: { item: { action: string } }): boolean {
  return item.action !== "unchanged";
}

function bodyOf({ databaseSlug, position, contentHash: _, ...rest }: ExerciseStep["content"]) {
  return { ...rest, databaseId: databaseSlug, ...(position === null ? {} : { position }) };
}

async function findAll<Item>(
  among: { slug: string }[],
  find: (slug: string) => Promise<Item | null>,
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  for (const { slug } of among) {
    const item = await find(slug);
    if (item) found.set(slug, item);
  }
  return found;
}

function writtenOf({ kind, slug, title, file, action }: DatabaseStep["item"]): DoneItem {
  return { kind, slug, title, file, action: action === "create" ? action : "change" };
}

type DoneItem = Omit<ImportedItem, "outcome" | "message" | "gate">;

interface Outcomes {
  done: ImportedItem["outcome"];
  otherwise: ImportedItem["outcome"];
}

function orElse(otherwise: ImportedItem["outcome"]): Outcomes {
  return { done: "stored", otherwise };
}

/** What the author can do something about is an outcome; where Carrel itself cannot go on, the import ends. */
async function outcomeOf(
  item: DoneItem,
  { done, otherwise }: Outcomes,
  act: () => Promise<unknown>,
): Promise<ImportedItem> {
  try {
    await act();
    return { ...item, outcome: done, message: null, gate: null };
  } catch (error) {
    const isAuthors = error instanceof AppError && ["invalid_request", "conflict", "not_found"].includes(error.code);
    if (!isAuthors) throw error;
    const gate = gateReportSchema.safeParse(error.details);
    return { ...item, outcome: otherwise, message: error.publicMessage, gate: gate.success ? gate.data : null };
  }
}
