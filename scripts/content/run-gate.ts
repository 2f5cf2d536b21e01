// Tries exercises as the publish gate does: those in content/, or those in a folder of somebody's own; all of them, or
// those whose slugs are named.
import { parseArgs } from "node:util";
import { loadConfig } from "@/lib/config/config";
import { loadContent } from "@/lib/exercises/load-content";
import type { AuthoredExercise } from "@/lib/schemas/authored-exercise";
import type { GateReport } from "@/lib/schemas/submission";
import { composeServices } from "@/lib/services";
import { readCheckedContent } from "./read-checked-content";

const services = composeServices(loadConfig(), "content");

try {
  const { values, positionals } = parseArgs({ options: { folder: { type: "string" } }, allowPositionals: true });
  process.exitCode = (await run(positionals, values.folder)) ? 0 : 1;
} finally {
  await services.close();
}

/** @returns whether everything may be published */
async function run(slugs: string[], folder: string | undefined): Promise<boolean> {
  const all = folder === undefined ? await listLoaded() : await load(folder);
  for (const slug of slugs.filter((one) => !all.includes(one))) console.error(`There is no exercise ${slug}.`);
  const chosen: AuthoredExercise[] = [];
  for (const slug of all.filter((one) => slugs.length === 0 || slugs.includes(one))) {
    chosen.push(await services.exerciseAuthoring.get(slug));
  }
  await buildDatabases(chosen);
  let failures = 0;
  for (const [index, exercise] of chosen.entries()) {
    const report = await services.grading.publishGate({ person: "content", exercise });
    print(`${index + 1}/${chosen.length} ${exercise.slug} (${exercise.kind})`, report);
    if (!report.passed) failures++;
  }
  console.log(`${chosen.length - failures} of ${chosen.length} exercises pass the gate.`);
  return failures === 0 && chosen.length > 0;
}

async function listLoaded(): Promise<string[]> {
  return (await services.exerciseAuthoring.list()).map(({ slug }) => slug);
}

async function load(folder: string): Promise<string[]> {
  const content = await readCheckedContent(folder);
  await loadContent({ prisma: services.database, content });
  return content.exercises.map(({ slug }) => slug);
}

async function buildDatabases(exercises: AuthoredExercise[]): Promise<void> {
  for (const id of new Set(exercises.map(({ databaseId }) => databaseId))) {
    const { title } = await services.databaseAuthoring.get(id);
    console.log(`Building ${title} …`);
    await services.templates.ensureTemplate(id);
    const { buildState, buildError } = await services.databaseAuthoring.get(id);
    if (buildState !== "ready") throw new Error(`${title} cannot be built: ${JSON.stringify(buildError)}`);
  }
}

function print(title: string, { passed, findings }: GateReport): void {
  console.log(`${passed ? "✓" : "✗"} ${title}`);
  for (const { outcome, message } of findings.filter((one) => one.outcome !== "passed")) {
    console.log(`    ${outcome}: ${message}`);
  }
}
