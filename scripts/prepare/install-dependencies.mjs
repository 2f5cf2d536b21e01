import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Problem } from "./problem.mjs";
import { showStep } from "./progress.mjs";
import { root } from "./root.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

const stampFile = `${root}/node_modules/.carrel-lock-hash`;
const pollMs = 1_000;

let installing;

/** Runs `npm ci` when package-lock.json is not the one that node_modules was made from; once, whoever asks meanwhile. */
export function installDependencies() {
  installing ??= installIfChanged();
  return installing;
}

async function installIfChanged() {
  const lock = readFileSync(`${root}/package-lock.json`, "utf8");
  // Some packages are compiled for one major version of Node.
  const major = process.versions.node.split(".")[0];
  const wanted = createHash("sha256").update(lock).update(`node ${major}`).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;
  await showStep("Installing dependencies (npm ci)", (report) => runNpmCi(packagePaths(lock), report));
  writeFileSync(stampFile, wanted);
}

async function runNpmCi(paths, report) {
  const timer = setInterval(() => {
    const present = paths.filter((path) => existsSync(`${root}/${path}/package.json`)).length;
    report(`${present} of ${paths.length} packages`);
  }, pollMs);
  const { command, args } = npmCommand(["ci", "--include=dev", "--no-audit", "--no-fund"]);
  try {
    const { exitCode, output } = await runCommand({ command, args, cwd: root, environment: environmentForNpm() });
    if (exitCode === 0) return;
    throw new Problem(
      `npm ci failed: see that this machine reaches npm's registry, then start again.\n${lastLines(output)}`,
    );
  } finally {
    clearInterval(timer);
  }
}

/** npm as the one that is running us, else the one on the path. */
export function npmCommand(args) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js") ? { command: process.execPath, args: [npm, ...args] } : { command: "npm", args };
}

/** NODE_ENV=production would leave out what the build and the checks need. */
function environmentForNpm() {
  const { NODE_ENV: _, ...environment } = process.env;
  return environment;
}

function packagePaths(lock) {
  return Object.entries(JSON.parse(lock).packages)
    .filter(([path, entry]) => path !== "" && !entry.optional)
    .map(([path]) => path);
}
