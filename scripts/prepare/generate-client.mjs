import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hashFiles } from "./hash-files.mjs";
import { Problem } from "./problem.mjs";
import { showStep } from "./progress.mjs";
import { root } from "./root.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

const generatedDirectory = `${root}/lib/db/generated`;
const stampFile = `${generatedDirectory}/.schema-hash`;

let generating;

/** Generates Prisma's client when the schema, or Prisma itself, changed; once, whoever asks meanwhile. */
export function generateClient() {
  generating ??= generateIfChanged();
  return generating;
}

async function generateIfChanged() {
  const wanted = hashFiles({ paths: ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"] });
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;
  await showStep("Generating the database client", async (report) => {
    const { exitCode, output } = await runCommand({
      command: process.execPath,
      args: ["node_modules/prisma/build/index.js", "generate"],
      cwd: root,
      // Prisma would download an engine that generating does not need.
      environment: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/false", CHECKPOINT_DISABLE: "1" },
      onLine: report,
    });
    if (exitCode !== 0) throw new Problem(`prisma generate failed:\n${lastLines(output)}`);
  });
  writeFileSync(stampFile, wanted);
}
