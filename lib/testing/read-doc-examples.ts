import "server-only";
import { readFile } from "node:fs/promises";
import type { ContentFiles } from "@/lib/exercises/content-source";

/** A path in a line of its own, and the file below it. */
const example = /^`((?:databases|exercises)\/\S+)`\n\n```[a-z]+\n([\s\S]*?)^```$/gm;

/** The files that docs/writing-exercises.md shows, by their paths. */
export async function readDocExamples(): Promise<ContentFiles> {
  const page = await readFile(new URL("../../docs/writing-exercises.md", import.meta.url), "utf8");
  const found = [...page.matchAll(example)];
  return new Map(found.map(([, path = "", text = ""]) => [path, Buffer.from(text)]));
}
