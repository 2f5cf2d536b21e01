import "server-only";
import { AppError } from "@/lib/errors/app-error";
import { type ContentFile, writeDatabaseFiles } from "@/lib/exercises/database-files";
import { writeExerciseFile } from "@/lib/exercises/exercise-file";
import type { StoredContent } from "./stored-content";

interface ContentChoice {
  /** Slugs. An exercise brings its database along. */
  exercises: string[];
  databases: string[];
}

/** Writes exercise databases and exercises as the files that they could have been read from. */
export class ContentExport {
  constructor(private readonly stored: StoredContent) {}

  /** @throws AppError not_found */
  async exerciseFile(slug: string): Promise<ContentFile> {
    return (await this.readExercise(slug)).file;
  }

  /** The folder of one exercise database. @throws AppError not_found */
  async databaseFiles(slug: string): Promise<ContentFile[]> {
    const found = await this.stored.findDatabase(slug);
    if (!found) throw notThere(`exercise database ${slug}`);
    return writeDatabaseFiles(`databases/${slug}`, found.fields);
  }

  /** What is chosen, or everything, in the form of content/. @throws AppError not_found where something chosen is not there */
  async files(choice: ContentChoice | "everything"): Promise<ContentFile[]> {
    const { databases, exercises } = choice === "everything" ? await this.stored.listSlugs() : choice;
    const read: { file: ContentFile; databaseSlug: string }[] = [];
    for (const slug of new Set(exercises)) read.push(await this.readExercise(slug));
    const folders = new Set([...databases, ...read.map(({ databaseSlug }) => databaseSlug)]);
    const files: ContentFile[] = [];
    for (const slug of [...folders].sort()) files.push(...(await this.databaseFiles(slug)));
    return [...files, ...read.map(({ file }) => file)];
  }

  private async readExercise(slug: string): Promise<{ file: ContentFile; databaseSlug: string }> {
    const found = await this.stored.findExercise(slug);
    if (!found) throw notThere(`exercise ${slug}`);
    const file = { path: `exercises/${slug}.md`, text: writeExerciseFile(found.fields) };
    return { file, databaseSlug: found.fields.databaseSlug };
  }
}

function notThere(what: string): AppError {
  return new AppError("not_found", { publicMessage: `There is no ${what}.` });
}
