import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { ContentError, type ContentFiles } from "@/lib/exercises/content-source";
import { type Content, parseContent } from "@/lib/exercises/parse-content";
import { placeFiles } from "@/lib/exercises/place-files";
import type { ContentProblem } from "@/lib/schemas/content-import";

interface ReadContentOptions {
  /** Slugs of exercise databases that are there already, and may be missing in the folder. */
  knownDatabases?: ReadonlySet<string>;
}

/**
 * Reads the exercise databases and exercises that stand in a folder as files; docs/writing-exercises.md says how.
 * @throws ContentError that lists everything wrong in all files.
 */
export async function readContent(folder: string, { knownDatabases }: ReadContentOptions = {}): Promise<Content> {
  const { files } = placeFiles(await readFolder(folder));
  const { content, problems } = await parseContent(files, { knownDatabases, oneInEachPlace: true });
  const nothing = files.size === 0 ? [nothingThere] : [];
  if (problems.length + nothing.length > 0) throw new ContentError([...nothing, ...problems]);
  return content;
}

const nothingThere: ContentProblem = {
  file: ".",
  line: null,
  message: "there are no databases and no exercises in this folder",
};

/** Nothing of what else may stand in such a folder is read. */
const isContent = (path: string) => /\.(?:md|sql|yaml)$/.test(path) && !/(?:^|\/)(?:node_modules|\.[^/]+)\//.test(path);

async function readFolder(folder: string): Promise<ContentFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join("/");
    if (isContent(path)) files.set(path, await readFile(file));
  }
  return files;
}

/** "Not there" is an answer; any other failure of the file system is not. */
function absent(error: NodeJS.ErrnoException): never {
  if (error.code === "ENOENT") throw new ContentError([{ file: ".", line: null, message: "there is no such folder" }]);
  throw error;
}
