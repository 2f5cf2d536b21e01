import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hashFiles } from "./hash-files.mjs";
import { Problem } from "./problem.mjs";
import { showStep } from "./progress.mjs";
import { root } from "./root.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "prisma/schema.prisma",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "package-lock.json",
];

export const nextCommand = "node_modules/next/dist/bin/next";

/** Builds the web application when something that it is made of changed. */
export async function buildWeb(environment) {
  const stampFile = `${root}/${environment.CARREL_DIST_DIR ?? ".next"}/carrel-sources-hash`;
  const wanted = hashFiles({ paths: sources, ignore: /\.test\.tsx?$|^lib\/(db\/generated|testing)\// });
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;
  await showStep("Building the web application", async (report) => {
    const { exitCode, output } = await runCommand({
      command: process.execPath,
      args: [nextCommand, "build"],
      cwd: root,
      environment: { ...environment, NODE_ENV: "production" },
      onLine: report,
    });
    if (exitCode !== 0) throw new Problem(`The web application does not build:\n${lastLines(output, 40)}`);
  });
  writeFileSync(stampFile, wanted);
}
