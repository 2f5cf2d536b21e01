// Tries the exercises that were loaded from files, as the publish gate does: slugs as words, or all of them.
import { loadConfig } from "@/lib/config/config";
import type { AuthoredExercise } from "@/lib/schemas/authored-exercise";
import type { GateReport } from "@/lib/schemas/submission";
import { composeServices } from "@/lib/services";

const services = composeServices(loadConfig(), "content");

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
} finally {
  await services.close();
}

/** @returns whether everything may be published */
async function run(slugs: string[]): Promise<boolean> {
  const all = await services.exerciseAuthoring.list();
  const chosen = all.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  for (const slug of slugs.filter((one) => all.every((exercise) => exercise.slug !== one))) {
    console.error(`There is no exercise ${slug}.`);
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
