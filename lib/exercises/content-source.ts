import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Reads files of one folder, and collects what is wrong with them. */
export class ContentSource {
  readonly problems: ContentProblem[] = [];

  constructor(private readonly folder: string) {}

  report(file: string, message: string, line: number | null = null): void {
    this.problems.push({ file, line, message });
  }

  /** The slugs in a subfolder: of its files with that ending, or of its folders where the ending is empty. */
  async list(subfolder: string, ending: string): Promise<string[]> {
    const slugs = await this.find(subfolder, ending);
    if (slugs === null) this.report(subfolder, "there is no such folder");
    return slugs ?? [];
  }

  /** The same of a subfolder that may be missing. */
  async listOptional(subfolder: string, ending: string): Promise<string[]> {
    return (await this.find(subfolder, ending)) ?? [];
  }

  private async find(subfolder: string, ending: string): Promise<string[] | null> {
    const entries = await readdir(join(this.folder, subfolder), { withFileTypes: true }).catch(absent);
    if (entries === null) return null;
    const names = entries
      .filter((entry) => (ending === "" ? entry.isDirectory() : entry.isFile() && entry.name.endsWith(ending)))
      .map((entry) => entry.name)
      .sort();
    return names.flatMap((name) => {
      const slug = name.slice(0, name.length - ending.length);
      if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 60) return [slug];
      this.report(`${subfolder}/${name}`, "a name has 1 to 60 of a-z and 0-9, with single dashes between");
      return [];
    });
  }

  /** A file's text; null where it is not there or no text. */
  async read(file: string): Promise<string | null> {
    const bytes = await readFile(join(this.folder, file)).catch(absent);
    if (bytes === null) return null;
    const text = bytes.toString("utf8");
    if (Buffer.from(text).equals(bytes) && !text.includes("\0")) return text.replace(/^\uFEFF/, "");
    this.report(file, "this is not UTF-8 text");
    return null;
  }
}

export interface ContentProblem {
  /** Relative to the folder of the content. */
  file: string;
  line: number | null;
  message: string;
}

/** Everything that is wrong with a folder of content. */
export class ContentError extends Error {
  readonly problems: ContentProblem[];

  constructor(problems: ContentProblem[]) {
    const lines = problems.map(({ file, line, message }) => `  ${file}${line === null ? "" : `:${line}`}: ${message}`);
    super(`The content is not right:\n${lines.join("\n")}`);
    this.name = "ContentError";
    this.problems = problems;
  }
}

/** "Not there" is an answer; any other failure of the file system is not. */
function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
