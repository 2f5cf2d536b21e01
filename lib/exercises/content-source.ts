import "server-only";
import { slugSchema } from "@/lib/schemas/authoring-text";
import type { ContentProblem } from "@/lib/schemas/content-import";

/** Files by their path in the folder, with slashes. */
export type ContentFiles = ReadonlyMap<string, Uint8Array>;

interface ReadOptions {
  /** A longer file is a problem. */
  maxBytes?: number;
}

/** Reads the texts among some files, and collects what is wrong with them. */
export class ContentSource {
  readonly problems: ContentProblem[] = [];

  constructor(private readonly files: ContentFiles) {}

  report(file: string, message: string, line: number | null = null): void {
    this.problems.push({ file, line, message });
  }

  /** The slugs in a folder: of its files with that ending, or of its folders where the ending is empty. */
  list(folder: string, ending: string): string[] {
    return this.namesIn(folder, ending).flatMap((name) => {
      const slug = name.slice(0, name.length - ending.length);
      if (slugSchema.safeParse(slug).success) return [slug];
      this.report(`${folder}/${name}`, "a name has 1 to 60 of a-z and 0-9, with single dashes between");
      return [];
    });
  }

  has(file: string): boolean {
    return this.files.has(file);
  }

  /** A file's text; null where it is not there, or no text. */
  read(file: string, { maxBytes }: ReadOptions = {}): string | null {
    const bytes = this.files.get(file);
    if (!bytes) return null;
    if (maxBytes !== undefined && bytes.byteLength > maxBytes) {
      this.report(file, `it may have ${maxBytes.toLocaleString("en")} bytes, and has more`);
      return null;
    }
    const text = decode(bytes);
    if (text === null) this.report(file, "this is not UTF-8 text");
    return text;
  }

  private namesIn(folder: string, ending: string): string[] {
    const names = new Set<string>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name = "", ...below] = path.slice(folder.length + 1).split("/");
      if (below.length > 0 === (ending === "") && name.endsWith(ending)) names.add(name);
    }
    return [...names].sort();
  }
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

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Without the byte order mark that some editors write; null for what cannot be kept as text. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = utf8.decode(bytes);
    return text.includes("\0") ? null : text;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
