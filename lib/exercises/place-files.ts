import "server-only";
import type { ContentFiles } from "@/lib/exercises/content-source";

interface PlacedFiles {
  /** By their paths as content/ has them. */
  files: ContentFiles;
  /** Paths, as they were sent, that stand for nothing that Carrel reads. */
  ignored: string[];
}

/** All that stands in content/. */
const contentPath =
  /^(?:databases\/[^/]+\/(?:database\.yaml|schema\.sql|seed\.sql|hidden\/[^/]+\.sql)|exercises\/[^/]+\.md)$/;

/** What file managers leave behind, and nobody has written: not worth a word. */
const leftBehind = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/;

/**
 * Finds the form of content/ in files that people send: in a folder around it, as the folder of a database, or as exercises
 * that stand by themselves.
 */
export function placeFiles(sent: ContentFiles): PlacedFiles {
  const given = [...sent].filter(([path]) => !leftBehind.test(path));
  const paths = new Set(given.map(([path]) => path));
  const around = folderAround(paths, "");
  const isWhole = [...paths].some((path) => isContentFolder(path.slice(around.length).split("/")[0] ?? ""));
  const files = new Map<string, Uint8Array>();
  const ignored: string[] = [];
  for (const [path, bytes] of given) {
    const inside = path.slice(around.length);
    const place = isWhole ? inside : placeOf(inside, (other) => paths.has(around + other));
    if (contentPath.test(place)) files.set(place, bytes);
    else ignored.push(path);
  }
  return { files, ignored: ignored.sort() };
}

/** The folders that everything stands in and that say nothing: "my-course/". */
function folderAround(paths: ReadonlySet<string>, around: string): string {
  const tops = new Set([...paths].map((path) => path.slice(around.length).split("/", 1)[0] ?? ""));
  const [top = ""] = tops;
  const isFolder = [...paths].some((path) => path.startsWith(`${around}${top}/`));
  if (tops.size !== 1 || !isFolder || isContentFolder(top) || paths.has(`${around}${top}/database.yaml`)) return around;
  return folderAround(paths, `${around}${top}/`);
}

/** Where something stands in content/ that was sent without the folders around it. */
function placeOf(path: string, has: (path: string) => boolean): string {
  const [top = "", ...below] = path.split("/");
  if (below.length === 0) return top.endsWith(".md") ? `exercises/${path}` : path;
  return has(`${top}/database.yaml`) ? `databases/${path}` : path;
}

function isContentFolder(name: string): boolean {
  return name === "databases" || name === "exercises";
}
