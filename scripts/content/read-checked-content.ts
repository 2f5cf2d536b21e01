import { fileURLToPath } from "node:url";
import { readContent } from "@/lib/exercises/content-files";
import type { Content } from "@/lib/exercises/parse-content";

/**
 * What stands in somebody's folder. Its exercises may use the databases that ship.
 * @throws ContentError with all that is wrong
 */
export async function readCheckedContent(folder: string): Promise<Content> {
  const shipped = await readContent(fileURLToPath(new URL("../../content", import.meta.url)));
  return readContent(folder, { knownDatabases: new Set(shipped.databases.map(({ slug }) => slug)) });
}
